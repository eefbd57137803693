package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"shinsa/ui/theme"
)

// Stamp is the saved mark of a screen, always in the same place: what was typed is on disk, is on its way, or could not be kept and why.
type Stamp struct {
	widget.BaseWidget
	mark *Chip

	// Resized, when set, is called when the words take another width: what stands beside has to make room.
	Resized func()
}

// NewStamp returns a stamp that shows nothing yet.
func NewStamp() *Stamp {
	s := &Stamp{mark: NewMark("", theme.Hollow)}
	s.mark.Hide()
	s.ExtendBaseWidget(s)
	return s
}

// Saved shows that everything is on disk; words carry the time.
func (s *Stamp) Saved(words string) { s.show(words, theme.Good) }

// Saving shows that a change is on its way to the disk.
func (s *Stamp) Saving(words string) { s.show(words, theme.Active) }

// Failed shows that a change is not on disk, and why.
func (s *Stamp) Failed(words string) { s.show(words, theme.Bad) }

// Text returns the words shown.
func (s *Stamp) Text() string { return s.mark.Text() }

// Tone returns the tone shown.
func (s *Stamp) Tone() theme.Tone { return s.mark.Tone() }

func (s *Stamp) show(words string, tone theme.Tone) {
	was := s.MinSize()
	s.mark.Show()
	s.mark.Set(words, tone)
	s.Refresh()
	if s.Resized != nil && s.MinSize() != was {
		s.Resized()
	}
}

// MinSize implements fyne.CanvasObject.
func (s *Stamp) MinSize() fyne.Size { return s.mark.MinSize() }

// CreateRenderer implements fyne.Widget.
func (s *Stamp) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.mark) }
