package setup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/ui/present"
	"shinsa/ui/route"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// ownership says whose desk it is and by which certificates it is known, and what of all this is a sample.
func (s *Screen) ownership() []fyne.CanvasObject {
	t := s.host.Text()
	about := []fyne.CanvasObject{widget.Full(t.T("setup.about_text"))}
	if s.desk.Profile().Sample {
		about = append(about, marked(t.T("setup.about_sample")))
	}
	if s.desk.Self().Rehearsal {
		about = append(about, marked(t.T("setup.about_rehearsal")))
	}
	return []fyne.CanvasObject{
		s.section("setup.owner", facts(present.OwnerFacts(t, s.desk.Self(), s.desk.Fingerprints()))),
		s.section("setup.about", append(about, widget.NewNote(t.T("setup.licences")))...),
	}
}

func marked(text string) fyne.CanvasObject {
	return widget.TopCells(8, []widget.Cell{{}, {Share: 1}}, widget.NewMark("", theme.Caution), widget.Full(text))
}

func (s *Screen) scheme() []fyne.CanvasObject {
	t := s.host.Text()
	criteria := container.NewHBox(widget.NewButton(t.T("setup.criteria"), s.criteria))
	return []fyne.CanvasObject{s.section("setup.scheme", facts(present.ProfileFacts(t, s.desk.Profile())), criteria)}
}

// criteria leads to the editions of the criteria and of the operating rules.
func (s *Screen) criteria() { s.host.Go(route.To(route.Criteria)) }
