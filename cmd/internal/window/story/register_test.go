package story

import (
	"os"
	"path/filepath"
	"strings"
	"time"
)

// desk words of the register: the title of the publication, and what is typed.
type registerWords struct{ publication, operator, service, paper, report, notice string }

var registers = map[string]registerWords{
	"ja": {"公表", "見本データ株式会社", "見本倉庫", "認定証の写し（棚3）", "基盤の障害で3時間停止し、復旧した。", "サービスの提供を終了した。"},
	"en": {"Publication", "Mihon Data K.K.", "Mihon Warehouse", "copy of the certificate, shelf 3", "An outage of three hours; service is restored.", "The service has ended."},
}

// paperNumber is a certification that is older than the register.
const paperNumber = "IPT0901-2501"

// register enters a certification from paper, notes a report about it, looks at the publication and writes it, records the end of the service, and
// sees in the next preview what that changes.
func (c *clerk) register() {
	w := registers[c.lang]
	c.act("register")
	c.WaitTitle(c.registry)
	c.keep("register-empty")
	c.Key("n")
	from := time.Now().AddDate(0, 0, -300).Format(time.DateOnly)
	for _, text := range []string{paperNumber, "IaaS", w.operator, "7999901000001", w.service, "", "", from, "", w.paper} {
		if text != "" {
			c.Type(text)
			time.Sleep(300 * time.Millisecond)
		}
		if text != w.paper {
			c.Key("Tab")
		}
	}
	c.keep("register-enter")
	c.Key("Return")
	time.Sleep(time.Second)
	c.keep("register-entered")

	c.Key("r", "space", "Tab", "Tab", "Tab", "Tab", "Tab")
	c.Type(w.report)
	time.Sleep(300 * time.Millisecond)
	c.keep("register-note")
	c.Key("Tab", "Return")
	time.Sleep(time.Second)
	c.keep("register-noted")

	c.Key("p")
	c.WaitTitle(w.publication)
	c.keep("publish")
	c.Key("F9")
	c.keep("publish-ask")
	c.Key("Return")
	index := c.written(filepath.Join("www", "index.html"))
	c.keep("published")
	if b, err := os.ReadFile(index); err != nil || !strings.Contains(string(b), paperNumber) || strings.Contains(string(b), w.report) {
		c.t.Errorf("the publication has not what is public, or a note: %v", err)
	}

	c.Key("F8")
	c.WaitTitle(c.registry)
	c.Key("e", "Tab", "Tab")
	c.Type(w.notice)
	time.Sleep(300 * time.Millisecond)
	c.Key("Tab", "Tab", "Tab", "space")
	c.keep("register-end")
	c.Key("Tab", "Tab", "Return")
	time.Sleep(time.Second)
	c.keep("register-ended")
	c.Key("p")
	c.WaitTitle(w.publication)
	c.keep("publish-changed")
}

// registered fails unless the register says what the window showed.
func (c *clerk) registered() {
	w, out := registers[c.lang], c.ctl("register", "show", paperNumber)
	for _, want := range []string{w.service, "ended\t13-2", "returned\t13-3", w.paper, w.report, w.notice} {
		if !strings.Contains(out, want) {
			c.t.Errorf("the register does not say %q:\n%s", want, out)
		}
	}
}
