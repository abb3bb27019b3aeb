const STREAM = '/api/violations/stream';
const STREAM_MILLIS = 5000;

// A response that never ends would never be shown: the page shows what a stream brings in its first seconds.
async function firstSeconds(url, options) {
  const stop = new AbortController();
  const response = await fetch(url, {...options, signal: stop.signal});
  if (!response.ok) {
    return response;
  }
  setTimeout(() => stop.abort(), STREAM_MILLIS);
  let text = '';
  try {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += part.value;
    }
  } catch (error) {
    if (error.name !== 'AbortError') {
      throw error;
    }
  }
  return new Response(text, {status: response.status, headers: response.headers});
}

window.ui = SwaggerUIBundle({
  url: '../openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  requestInterceptor: (request) => {
    if (new URL(request.url, location.href).pathname.endsWith(STREAM)) {
      request.userFetch = firstSeconds;
    }
    return request;
  },
});
