package window

import (
	"fmt"
	"image"
	"io"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// dndVersion is the version of drag and drop between X programs (XDND) that a drop speaks.
const dndVersion = 5

// Drop lets files go over a point of the window, as a file manager does (XDND), and waits until the program has taken their names.
func (p *Program) Drop(at image.Point, files ...string) {
	p.tb.Helper()
	d, err := newDrag(p.display, p.id, files)
	if err == nil {
		defer d.conn.Close()
		err = d.drop(at)
	}
	if err != nil {
		p.tb.Fatalf("drop files: %v", err)
	}
}

// drag is the side of a drop that has the files.
type drag struct {
	conn   *xgb.Conn
	atoms  map[string]xproto.Atom
	source xproto.Window
	target xproto.Window
	list   []byte // text/uri-list (RFC 2483)
}

func newDrag(display, target string, files []string) (*drag, error) {
	xgb.Logger.SetOutput(io.Discard) // it tells of the missing authority
	id, err := strconv.ParseUint(target, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("read window: %w", err)
	}
	conn, err := xgb.NewConnDisplay(display)
	if err != nil {
		return nil, fmt.Errorf("reach display: %w", err)
	}
	d := &drag{conn: conn, atoms: map[string]xproto.Atom{}, target: xproto.Window(id)}
	if err := d.open(files); err != nil {
		conn.Close()
		return nil, err
	}
	return d, nil
}

// open makes the window the drop comes from, and offers the names of the files as its selection.
func (d *drag) open(files []string) error {
	for _, name := range []string{"XdndSelection", "XdndEnter", "XdndPosition", "XdndStatus", "XdndDrop", "XdndFinished", "XdndActionCopy", "text/uri-list"} {
		reply, err := xproto.InternAtom(d.conn, false, uint16(len(name)), name).Reply()
		if err != nil {
			return fmt.Errorf("name %s: %w", name, err)
		}
		d.atoms[name] = reply.Atom
	}
	var list strings.Builder
	for _, file := range files {
		if _, err := os.Stat(file); err != nil {
			return err
		}
		list.WriteString((&url.URL{Scheme: "file", Path: file}).String() + "\r\n")
	}
	d.list = []byte(list.String())
	var err error
	if d.source, err = xproto.NewWindowId(d.conn); err != nil {
		return err
	}
	root := xproto.Setup(d.conn).DefaultScreen(d.conn).Root
	if err := xproto.CreateWindowChecked(d.conn, 0, d.source, root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, 0, 0, nil).Check(); err != nil {
		return err
	}
	return xproto.SetSelectionOwnerChecked(d.conn, d.source, d.atoms["XdndSelection"], xproto.TimeCurrentTime).Check()
}

// drop comes over the window, asks whether it may, lets go, and hands the names over.
func (d *drag) drop(at image.Point) error {
	where, err := xproto.TranslateCoordinates(d.conn, d.target, xproto.Setup(d.conn).DefaultScreen(d.conn).Root, int16(at.X), int16(at.Y)).Reply()
	if err != nil {
		return err
	}
	for _, m := range []struct {
		name string
		data [3]uint32
		wait string
	}{
		{"XdndEnter", [3]uint32{dndVersion << 24, uint32(d.atoms["text/uri-list"])}, ""},
		{"XdndPosition", [3]uint32{0, uint32(where.DstX)<<16 | uint32(where.DstY)}, "XdndStatus"},
		{"XdndDrop", [3]uint32{}, "XdndFinished"},
	} {
		data := []uint32{uint32(d.source), m.data[0], m.data[1], m.data[2], 0}
		if m.name == "XdndPosition" {
			data[3], data[4] = xproto.TimeCurrentTime, uint32(d.atoms["XdndActionCopy"])
		}
		event := xproto.ClientMessageEvent{Format: 32, Window: d.target, Type: d.atoms[m.name], Data: xproto.ClientMessageDataUnionData32New(data)}
		if err := xproto.SendEventChecked(d.conn, false, d.target, 0, string(event.Bytes())).Check(); err != nil {
			return err
		}
		if m.wait == "" {
			continue
		}
		answer, err := d.answer(m.wait)
		if err != nil {
			return err
		}
		if answer == 0 {
			return fmt.Errorf("the program answers %s with no", m.name)
		}
	}
	return nil
}

// answer waits for a message of the program and returns its second word, which is 0 for no; meanwhile the names are given to who asks.
func (d *drag) answer(name string) (uint32, error) {
	late := time.AfterFunc(Patience, d.conn.Close)
	defer late.Stop()
	for {
		event, err := d.conn.WaitForEvent()
		switch e := event.(type) {
		case nil:
			return 0, fmt.Errorf("wait for %s: %w", name, errOr(err))
		case xproto.ClientMessageEvent:
			if e.Type == d.atoms[name] {
				return e.Data.Data32[1], nil
			}
		case xproto.SelectionRequestEvent:
			if err := d.give(e); err != nil {
				return 0, err
			}
		}
	}
}

func errOr(err error) error {
	if err == nil {
		return io.ErrUnexpectedEOF
	}
	return err
}

// give hands the names of the files to who asked for them.
func (d *drag) give(e xproto.SelectionRequestEvent) error {
	if err := xproto.ChangePropertyChecked(d.conn, xproto.PropModeReplace, e.Requestor, e.Property, e.Target, 8, uint32(len(d.list)), d.list).Check(); err != nil {
		return err
	}
	note := xproto.SelectionNotifyEvent{Time: e.Time, Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: e.Property}
	return xproto.SendEventChecked(d.conn, false, e.Requestor, 0, string(note.Bytes())).Check()
}
