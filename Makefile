.PHONY: help build test verify format demo openapi bench
help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12
build: ## build betrace-service/target/betrace.jar
	./betrace build
test: ## run the unit tests
	mvn -q test
verify: ## run every test and check
	mvn verify
format: ## format the code
	mvn -q spotless:apply
demo: ## start the demo
	./betrace demo
