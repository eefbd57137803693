package register

import (
	"slices"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/ident"
)

// Topic says by which article something is noted about a certification.
type Topic string

// The topics of notes.
const (
	MarkBreach   Topic = "mark"         // 認定マークの使い方の違反, 10; a ground of 17-1(3)
	Continuation Topic = "continuation" // 効力を継続させる理由, 12-2
	EndNotice    Topic = "end"          // 終了の届出, 13-2
	Emergency    Topic = "emergency"    // 緊急事態の通知、経過の報告, 14
	Survey       Topic = "survey"       // 説明・資料の求め、現地調査とその結果, 15
	Improvement  Topic = "improvement"  // 改善の要請, 16-1
	Report       Topic = "report"       // 改善の報告, 16-1
	Question     Topic = "question"     // 利用者・事業者からの照会、苦情, 18
	FromPaper    Topic = "paper"        // 台帳より前の認定の登録とその根拠, 6-5
)

// topics are the topics with the article that each serves.
var topics = map[Topic]string{
	MarkBreach: "10", Continuation: "12-2", EndNotice: "13-2", Emergency: "14", Survey: "15", Improvement: "16-1", Report: "16-1", Question: "18",
	FromPaper: "6-5",
}

// Noted are the topics a person may note; the others are noted by the act they belong to.
var Noted = []Topic{Emergency, Survey, Report, MarkBreach, Question}

// Clause returns the article of a topic, "" for none of them.
func (t Topic) Clause() string { return topics[t] }

// Note is one line of what came in, went out or was found about a certification beside the events that change what it is. Notes stay at the body:
// no parcel and no publication has them, but for a request of improvement that is to be public. A note is never changed; what was wrong is
// set right by another one.
type Note struct {
	No      ident.CertificateNo `json:"no"`
	N       int                 `json:"n"` // within the certification, from 1
	Topic   Topic               `json:"topic"`
	On      civil.Date          `json:"on"`             // when it came in, went out or happened
	Until   civil.Date          `json:"until,omitzero"` // by when an answer is due
	Text    string              `json:"text,omitempty"`
	File    *NotedFile          `json:"file,omitempty"`
	Public  bool                `json:"public,omitempty"`  // 16-2
	Answers int                 `json:"answers,omitempty"` // the note that this one answers
}

// NotedFile names the file that a note is about, so that it can be recognised; where its bytes are kept is the body's affair.
type NotedFile struct {
	Name   string       `json:"name"`
	Digest ident.Digest `json:"digest"`
	Size   int64        `json:"size"`
}

// Check returns what is wrong with a note among those there are: no such topic, nothing said, a time that runs out before it begins, an answer
// to a note that is not there, is no request, or was answered.
func (n Note) Check(there []Note) fault.List {
	var l fault.List
	bad := func(code string) {
		l = append(l, fault.Finding{Code: code, Severity: fault.Must, Clause: n.Topic.Clause(), Args: map[string]string{"topic": string(n.Topic)}})
	}
	if n.Topic.Clause() == "" {
		bad("note_topic_unknown")
	}
	if strings.TrimSpace(n.Text) == "" {
		bad("note_without_text")
	}
	if !n.Until.IsZero() && (!n.Until.Valid() || n.Until.Before(n.On)) {
		bad("note_due_before")
	}
	if n.Answers != 0 && !slices.ContainsFunc(Awaited(there), func(x Note) bool { return x.N == n.Answers }) {
		bad("note_answers_nothing")
	}
	return l
}

// Awaited returns the notes with a day by which an answer is due and that no other answers, the first due first.
func Awaited(notes []Note) []Note {
	var out []Note
	for _, n := range notes {
		if !n.Until.IsZero() && !slices.ContainsFunc(notes, func(a Note) bool { return a.Answers == n.N }) {
			out = append(out, n)
		}
	}
	slices.SortStableFunc(out, func(a, b Note) int { return a.Until.Compare(b.Until) })
	return out
}
