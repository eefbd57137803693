package main

import (
	"context"
	"os"
	"strings"

	"github.com/godbus/dbus/v5"
)

// The system's manager of sessions (systemd-logind) as it stands on the system bus.
const (
	logindName    = "org.freedesktop.login1"
	logindPath    = dbus.ObjectPath("/org/freedesktop/login1")
	logindManager = "org.freedesktop.login1.Manager"
)

// watchSystem asks the system to be told before it sleeps, and to wait until the desk is locked. A system without such a service is not
// watched: the clocks tell afterwards.
func watchSystem(ctx context.Context, lock func(done func())) {
	if a := os.Getenv("DBUS_SYSTEM_BUS_ADDRESS"); a != "" && !strings.HasPrefix(a, "unix:") {
		return // it could stand on the network
	}
	conn, err := dbus.ConnectSystemBus(dbus.WithContext(ctx))
	if err != nil {
		return
	}
	if err := conn.AddMatchSignal(dbus.WithMatchInterface(logindManager), dbus.WithMatchMember("PrepareForSleep")); err != nil {
		_ = conn.Close() // nothing was asked of it
		return
	}
	signals := make(chan *dbus.Signal, 4)
	conn.Signal(signals)
	go func() {
		defer conn.Close()
		held := holdUp(conn)
		for {
			select {
			case <-ctx.Done():
				letGo(held)
				return
			case s, ok := <-signals:
				if !ok {
					return
				}
				if len(s.Body) != 1 {
					continue
				}
				if before, _ := s.Body[0].(bool); before {
					waiting := held
					lock(func() { letGo(waiting) })
				} else {
					held = holdUp(conn)
				}
			}
		}
	}()
}

// holdUp asks the system to wait a moment before it sleeps, as long as the file is open; nil when it does not.
func holdUp(conn *dbus.Conn) *os.File {
	var fd dbus.UnixFD
	call := conn.Object(logindName, logindPath).Call(logindManager+".Inhibit", 0, "sleep", "Shinsa", "Locking the desk", "delay")
	if call.Store(&fd) != nil {
		return nil
	}
	return os.NewFile(uintptr(fd), "inhibitor")
}

func letGo(f *os.File) {
	if f != nil {
		_ = f.Close() // the system goes on
	}
}
