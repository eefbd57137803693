package ui

import (
	"time"

	"shinsa/review/fault"
	"shinsa/ui/task"
	"shinsa/ui/widget"
)

// pinPatience is how long work that signs waits for the PIN. It ends a wait whose dialog was taken away, as locking the desk does.
const pinPatience = 3 * time.Minute

// PIN asks for the PIN of a token in the window and waits for it. It is called by work that signs, never on the window's thread. Who thinks
// better of it, or is not there, is refused with Kind locked (token_pin_missing).
func (p *Program) PIN(label string) (string, error) {
	answer := make(chan string, 1)
	stop := task.After(0, func() { p.askPIN(label, answer) })
	defer stop()
	timer := time.NewTimer(pinPatience)
	defer timer.Stop()
	var pin string
	select {
	case pin = <-answer:
	case <-timer.C:
	case <-p.ctx.Done():
	}
	if pin == "" {
		return "", fault.New(fault.Locked, "token_pin_missing")
	}
	return pin, nil
}

// askPIN opens the dialog; the answer is empty when it is closed without one.
func (p *Program) askPIN(label string, answer chan<- string) {
	widget.Ask(p.window.Canvas(), widget.Question{
		Title: p.text.T("token.title"), Body: []string{p.text.T("token.body", "label", label)}, Secret: p.text.T("token.pin"), Watch: p.text,
		Do: p.text.T("token.sign"), Not: p.text.T("token.cancel"),
		Act:    func(pin string) string { answer <- pin; return "" },
		Closed: func() { answer <- "" },
	})
}
