.PHONY: help build test verify format demo bench faults
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
bench: ## measure the engine by JMH; BENCH='-p rules=100' narrows it
	./betrace bench -prof gc $(BENCH)
faults: ## kill, freeze and flood a service for about an hour
	./betrace bench --faults
