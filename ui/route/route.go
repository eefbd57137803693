// Package route names every place of the window as a value.
//
// A Route says which screen and, where there is one, which case, item, document and page: enough to stand there again after the
// program was closed. Routes are compared, kept in a history and written as short JSON; they hold identifiers only, never content.
package route

import (
	"encoding/json"
	"fmt"

	"shinsa/review/ident"
)

// Screen names a screen of the window.
type Screen string

// The screens.
const (
	Home     Screen = "home"     // 案件一覧
	Declare  Screen = "declare"  // 利害関係の申告
	Walk     Screen = "walk"     // 審査
	Opine    Screen = "opine"    // 意見書
	Handover Screen = "handover" // 提出
	Fill     Screen = "fill"     // 様式で書く
	Profile  Screen = "profile"  // 登録情報
	Intake   Screen = "intake"   // 受付
	Convene  Screen = "convene"  // 委員会
	Decide   Screen = "decide"   // 決定
	Register Screen = "register" // 台帳
	Print    Screen = "print"    // 交付
	Verify   Screen = "verify"   // 検証
	Setup    Screen = "setup"    // 設定
	Criteria Screen = "criteria" // 審査基準の版
	Edition  Screen = "edition"  // 審査基準（一つの版）
	Adopt    Screen = "adopt"    // 審査基準の取込み
	Contrast Screen = "contrast" // 新旧対照
	Migrate  Screen = "migrate"  // 版の移行
	Correct  Screen = "correct"  // 補正依頼

	Transcribe Screen = "transcribe" // 郵送された申請の入力
	Publish    Screen = "publish"    // 公表
)

// caseBound lists the screens that show one case; the others stand alone.
var caseBound = map[Screen]bool{
	Home: false, Declare: true, Walk: true, Opine: true, Handover: true, Fill: true, Profile: false,
	Intake: false, Convene: true, Decide: true, Register: false, Print: false, Verify: false, Setup: false,
	Criteria: false, Edition: false, Adopt: false, Contrast: false, Migrate: true,
	Correct: true, Transcribe: false, Publish: false,
}

// Route is a place of the window. Only Screen is always set.
type Route struct {
	Screen   Screen       `json:"screen"`
	Case     ident.CaseID `json:"case,omitempty"`
	Item     ident.ItemID `json:"item,omitempty"`     // walk: the item shown
	Evidence string       `json:"evidence,omitempty"` // walk: the number of FormC of the document shown
	Page     int          `json:"page,omitempty"`     // walk: its page, from 1
	Filter   string       `json:"filter,omitempty"`   // a filter of the list, by its key

	Edition ident.EditionID `json:"edition,omitempty"` // the edition of the criteria shown, or the newer of two
	Earlier ident.EditionID `json:"earlier,omitempty"` // contrast: the older one
}

// To returns the route of a screen that stands alone.
func To(s Screen) Route { return Route{Screen: s} }

// Of returns the route of a screen for a case.
func Of(s Screen, c ident.CaseID) Route { return Route{Screen: s, Case: c} }

// OfEdition returns the route of a screen for an edition of the criteria.
func OfEdition(s Screen, e ident.EditionID) Route { return Route{Screen: s, Edition: e} }

// AtItem returns the route of an item in the walk of a case.
func AtItem(c ident.CaseID, item ident.ItemID) Route {
	return Route{Screen: Walk, Case: c, Item: item}
}

// Valid reports whether the route names a known screen, with a case exactly where one is shown. Print may be for one case or for all.
func (r Route) Valid() bool {
	bound, known := caseBound[r.Screen]
	if !known || r.Page < 0 || r.Screen == Edition && r.Edition == "" {
		return false
	}
	if r.Screen == Print || r.Screen == Intake || r.Screen == Register {
		return r.Case == "" || r.Case.Valid()
	}
	return bound == (r.Case != "") && (r.Case == "" || r.Case.Valid())
}

// String returns the route's JSON.
func (r Route) String() string {
	b, err := json.Marshal(r)
	if err != nil {
		return "{}"
	}
	return string(b)
}

// Parse reads what String wrote; it refuses a route that is not Valid.
func Parse(s string) (Route, error) {
	var r Route
	if err := json.Unmarshal([]byte(s), &r); err != nil {
		return Route{}, fmt.Errorf("parse route: %w", err)
	}
	if !r.Valid() {
		return Route{}, fmt.Errorf("parse route: no such place")
	}
	return r, nil
}

// Navigator takes the window to a place. The frame implements it; screens are given it.
type Navigator interface {
	// Go shows a place and remembers the one left. Going to the place already shown reloads it.
	Go(Route)
	// Back returns to the place left last; at the first place it does nothing.
	Back()
	// Moved tells that the screen shown now stands elsewhere within itself, so that Back and a restart come here.
	Moved(Route)
}
