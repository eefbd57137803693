package ui

import (
	"context"

	"shinsa/review"
	"shinsa/review/ident"
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

// frameDesk is what the frame itself needs of a desk.
type frameDesk interface {
	Self() review.Self
	Profile() review.Profile
	Case(ctx context.Context, c ident.CaseID) (review.Row, error)
	Setting(ctx context.Context, name string) string
	SetSetting(ctx context.Context, name, value string) error
	Receive(ctx context.Context, files []review.Incoming, out review.Outbox) (*review.Reception, error)
	FormCase(ctx context.Context, in review.Incoming) ident.CaseID
}

// Desk is what the frame and its screens need of a desk. *review.Desk is one.
type Desk interface {
	frameDesk
	home.Desk
	declare.Desk
	walk.Desk
	opine.Desk
	fill.Desk
	handover.Desk
	intake.Desk
	convene.Desk
	decide.Desk
	print.Desk
	profile.Desk
	publish.Desk
	register.Desk
	verify.Desk
	setup.Desk
	criteria.Desk
	edition.Desk
	adopt.Desk
	contrast.Desk
	migrate.Desk
	correct.Desk
	transcribe.Desk
}

var _ Desk = (*review.Desk)(nil)
