package present

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/review/checklist"
	"shinsa/review/civil"
	"shinsa/review/opinion"
)

func TestArt7_WhoIsRecusedStartsOutOfTheRoomAndStaysThere(t *testing.T) {
	_, m := threeMembers(t)
	f := NewMeetingForm(m, civil.MustParse("2026-05-17"))
	x := f.Meeting(m)
	if a := x.Attendees[1]; a.Attendance != opinion.Left || a.Votes {
		t.Errorf("recused member: %+v", a)
	}
	if slices.Contains(Attendances(true), opinion.Present) || !slices.Contains(Attendances(false), opinion.Present) {
		t.Error("a recused member could be marked present, or another could not")
	}
	if x.Overall != "" || len(x.Settled) != 0 || x.Chair != "" {
		t.Errorf("something was chosen before a person chose: %+v", x)
	}
}

func TestMeetingForm_SurvivesBeingRecorded(t *testing.T) {
	_, m := threeMembers(t)
	f := NewMeetingForm(m, civil.MustParse("2026-05-17"))
	f.On, f.Chair, f.Overall, f.Summary = "令和8年5月17日", " 青木 ", opinion.Conditional, "審議した。\n認める。"
	f.Conditions, f.NoVote["m-cccccccc"] = "\n一つ目\n\n二つ目 \n", true
	f.Settled = Settle(f.Settled, opinion.Settled{Item: "1.2", Verdict: checklist.Conforming, How: opinion.Agreed})
	x := f.Meeting(m)
	if x.On != civil.MustParse("2026-05-17") || x.Chair != "青木" || !slices.Equal(x.Conditions, []string{"一つ目", "二つ目"}) {
		t.Fatalf("meeting %+v", x)
	}
	if q := x.Quorum(2, m.Columns); q.Met || q.Present != 1 {
		t.Errorf("who may not vote counted for the quorum: %+v", q)
	}
	if d := cmp.Diff(x, FormOf(x).Meeting(m)); d != "" {
		t.Error(d)
	}
}

func TestMeetingForm_FollowsALateAnswer(t *testing.T) {
	_, m := threeMembers(t)
	m.Columns[2].Pending = true
	f := NewMeetingForm(m, civil.Date{})
	if f.Attendance["m-cccccccc"] != opinion.Missing {
		t.Error("who has not answered is not absent")
	}
	m.Columns = append(m.Columns, opinion.Column{Reviewer: "m-dddddddd", Name: "土井"})
	f.Follow(m)
	if f.Attendance["m-dddddddd"] != opinion.Present || f.Attendance["m-cccccccc"] != opinion.Missing {
		t.Errorf("attendance %v", f.Attendance)
	}
}
