package window

import (
	"os"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// The manager of sessions as systemd-logind is on a system bus; see org.freedesktop.login1(5).
const (
	loginName    = "org.freedesktop.login1"
	loginPath    = dbus.ObjectPath("/org/freedesktop/login1")
	loginManager = "org.freedesktop.login1.Manager"
)

// Login plays the part of systemd-logind that concerns sleep, on a bus of its own: programs ask to be waited for, are told that the
// computer is about to sleep, and let it go on by closing the file they were given.
type Login struct {
	conn    *dbus.Conn
	address string

	mu    sync.Mutex
	asked int
	given *os.File      // the end that the program was given
	gone  chan struct{} // closed when it lets go
}

// NewLogin starts the manager and its bus.
func NewLogin(tb testing.TB) *Login {
	tb.Helper()
	l := &Login{address: bus(tb, nil)}
	var err error
	if l.conn, err = dbus.Connect(l.address); err != nil {
		tb.Fatalf("connect to the bus: %v", err)
	}
	tb.Cleanup(func() { _ = l.conn.Close() })
	if err := l.conn.Export(l, loginPath, loginManager); err != nil {
		tb.Fatalf("stand on the bus: %v", err)
	}
	if reply, err := l.conn.RequestName(loginName, dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		tb.Fatalf("take the name of the manager: %v %v", reply, err)
	}
	return l
}

// Env is what a program needs in its environment to find the manager.
func (l *Login) Env() []string { return []string{"DBUS_SYSTEM_BUS_ADDRESS=" + l.address} }

// Inhibit is called over the bus: it gives a file that holds a sleep up while it is open.
func (l *Login) Inhibit(what, _, _, mode string) (dbus.UnixFD, *dbus.Error) {
	if what != "sleep" || mode != "delay" {
		return 0, dbus.NewError("org.freedesktop.DBus.Error.InvalidArgs", nil)
	}
	read, given, err := os.Pipe()
	if err != nil {
		return 0, dbus.MakeFailedError(err)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	gone := make(chan struct{})
	l.asked, l.given, l.gone = l.asked+1, given, gone
	go func() {
		defer close(gone)
		defer read.Close()
		_, _ = read.Read(make([]byte, 1)) // until every other end is closed
	}()
	return dbus.UnixFD(given.Fd()), nil
}

// Asked returns how often a program asked to be waited for.
func (l *Login) Asked() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.asked
}

// Sleep tells that the computer is about to sleep, or that it has slept.
func (l *Login) Sleep(about bool) error {
	return l.conn.Emit(loginPath, loginManager+".PrepareForSleep", about)
}

// Held reports whether the program that asked last still holds the sleep up.
func (l *Login) Held() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	_ = l.given.Close() // the program has its own by now; closed twice it stays closed
	select {
	case <-l.gone:
		return false
	case <-time.After(10 * time.Millisecond):
		return true
	}
}
