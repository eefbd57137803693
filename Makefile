# Each target does all the set-up it needs, apt packages included, and is quick when that is done. See README.md.

.PHONY: help run test lint unit judges token window desktop windows bench torture clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 18

run: ## open the desktop on a rehearsal desk with the sample cases; without a display, run the demonstration
	@.ci/show

test: ## everything below but bench and torture: what continuous integration runs
	@.ci/test

lint: ## form, vet, staticcheck, the map of rooms, the module file
	@.ci/lint

unit: ## all Go tests that need no window
	@.ci/unit

judges: ## the demonstration's papers and parcels before programs that are not ours
	@.ci/judges

token: ## signing keys on tokens, against SoftHSM
	@.ci/token

window: ## the program as it is shipped, driven in a real window; pictures in out/screens
	@.ci/window

desktop: ## build the desktop program, out/bin/shinsa
	@.ci/desktop

windows: ## build both programs for Windows, out/windows
	@.ci/windows

bench: ## the budgets of DESIGN.md, measured as ratios
	@.ci/bench

torture: ## what takes long: race detector, fuzzing, killed and powerless desks many times over
	@.ci/torture

clean: ## remove what the targets made
	rm -rf out
