# The two commands of the README are `make demo` and `make test`; CMakePresets.json has the rest.
.PHONY: demo test build pack help clean
.DEFAULT_GOAL := help
RELEASE := build/release
TAMGA := $(RELEASE)/tamga

help:
	@echo 'make demo   install what is missing, build, read the sample reports, print the brief'
	@echo 'make test   install what is missing, build, run all tests'
	@echo 'make build  build $(TAMGA) and its pack'

build:
	@tools/install_packages.sh demo
	@tools/quiet.sh 'Building the console' tools/build_console.sh
	@tools/quiet.sh 'Building $(TAMGA)' cmake --preset release -DTAMGA_TESTS=OFF
	@tools/quiet.sh '' cmake --build --preset release

demo: build
	@tools/demo.sh $(TAMGA)

test:
	@tools/install_packages.sh test
	@tools/quiet.sh 'Building the console' tools/build_console.sh
	@tools/quiet.sh 'Building the tests' cmake --preset dev
	@tools/quiet.sh '' cmake --build --preset dev
	@ctest --preset dev

clean:
	rm -rf build
