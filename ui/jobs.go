package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"shinsa/i18n"
	"shinsa/ui/task"
	"shinsa/ui/theme"
	"shinsa/ui/widget"
)

// jobs shows at the foot of the window what runs in the background: what, how far, and a way to stop it.
type jobs struct {
	object *fyne.Container
	title  *widget.Line
	bar    *widget.Progress
	stop   *widget.Button
	text   *i18n.Text
	cancel func()
}

func newJobs(t *i18n.Text) *jobs {
	j := &jobs{title: widget.Wide("", widget.Caption, theme.ColorInk), bar: widget.NewProgress(), text: t}
	j.stop = widget.NewQuiet(t.T("frame.stop"), func() {
		if j.cancel != nil {
			j.cancel()
		}
	})
	j.stop.Small = true
	j.object = container.NewHBox(j.title, container.NewCenter(j.bar), j.stop)
	j.object.Hide()
	return j
}

// show is called whenever the jobs change.
func (j *jobs) show(states []task.State) {
	if len(states) == 0 {
		j.object.Hide()
		return
	}
	s := states[0]
	words := s.Title
	if s.Step != "" {
		words += "　" + s.Step
	}
	if s.Done >= 0 {
		words += fmt.Sprintf("　%d%%", int(s.Done*100))
		j.bar.Show()
		j.bar.Set(int(s.Done*1000), 0, 1000)
	} else {
		j.bar.Hide()
	}
	if n := len(states) - 1; n > 0 {
		words += j.text.N("frame.more_jobs", n)
	}
	j.cancel = s.Cancel
	j.title.SetText(words)
	j.object.Show()
	j.object.Refresh()
}
