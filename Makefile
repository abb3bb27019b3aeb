.PHONY: help build test verify format demo bench
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
	mvn -q -pl betrace-benchmarks -am package -DskipTests
	java -Djava.io.tmpdir=betrace-benchmarks/target -jar betrace-benchmarks/target/benchmarks.jar -prof gc $(BENCH)
