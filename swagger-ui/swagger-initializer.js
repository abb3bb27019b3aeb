window.ui = SwaggerUIBundle({
  url: '../openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  displayRequestDuration: true,
  filter: false,
  tryItOutEnabled: false,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
