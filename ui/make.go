package ui

import (
	"shinsa/ui/route"
	"shinsa/ui/screen"
	"shinsa/ui/screen/adopt"
	"shinsa/ui/screen/contrast"
	"shinsa/ui/screen/convene"
	"shinsa/ui/screen/correct"
	"shinsa/ui/screen/criteria"
	"shinsa/ui/screen/decide"
	"shinsa/ui/screen/declare"
	"shinsa/ui/screen/edition"
	"shinsa/ui/screen/fill"
	"shinsa/ui/screen/handover"
	"shinsa/ui/screen/home"
	"shinsa/ui/screen/intake"
	"shinsa/ui/screen/migrate"
	"shinsa/ui/screen/opine"
	"shinsa/ui/screen/print"
	"shinsa/ui/screen/profile"
	"shinsa/ui/screen/publish"
	"shinsa/ui/screen/register"
	"shinsa/ui/screen/setup"
	"shinsa/ui/screen/transcribe"
	"shinsa/ui/screen/verify"
	"shinsa/ui/screen/walk"
)

// make returns the screen of a place. It composes and reads nothing.
func (f *Frame) make(r route.Route) screen.Screen {
	switch r.Screen {
	case route.Declare:
		return declare.New(f.desk, f, r)
	case route.Walk:
		return walk.New(f.desk, f.pages, f, r)
	case route.Opine:
		return opine.New(f.desk, f.pages, f, r)
	case route.Profile:
		return profile.New(f.desk, f)
	case route.Fill:
		return fill.New(f.desk, f, r)
	case route.Handover:
		return handover.New(f.desk, f, r)
	case route.Intake:
		return intake.New(f.desk, f, r)
	case route.Convene:
		return convene.New(f.desk, f, r)
	case route.Decide:
		return decide.New(f.desk, f, r)
	case route.Print:
		return print.New(f.desk, f.pages, f, r)
	case route.Register:
		return register.New(f.desk, f, r)
	case route.Verify:
		return verify.New(f.desk, f, r)
	case route.Criteria:
		return criteria.New(f.desk, f, r)
	case route.Edition:
		return edition.New(f.desk, f, r)
	case route.Adopt:
		return adopt.New(f.desk, f, r)
	case route.Contrast:
		return contrast.New(f.desk, f, r)
	case route.Migrate:
		return migrate.New(f.desk, f, r)
	case route.Correct:
		return correct.New(f.desk, f, r)
	case route.Transcribe:
		return transcribe.New(f.desk, f.pages, f, r)
	case route.Publish:
		return publish.New(f.desk, f, r)
	case route.Setup:
		return setup.New(f.desk, f.safe, f, r)
	}
	return home.New(f.desk, f, r)
}
