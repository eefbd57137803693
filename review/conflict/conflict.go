// Package conflict keeps a member without interest in the applicant away from the vote of one who has: declarations of interest
// (利益相反申告), the pledge of secrecy (秘密保持誓約), matches to look at, and clearance.
//
// Rules that hold here:
//
//   - A member declares again for every case, before a byte of the application can be read. The cover card is all there is to see.
//   - Every kind of interest is answered, present or not; silence is a finding, never a no.
//   - What the outcome is follows from the declaration and the scheme's policy alone ([Assess]). The member's own choice can only
//     make it stricter, and so can the secretariat's.
//   - A match is confirmed or dismissed with a reason. What was dismissed stays so in later declarations, and says since when. What the
//     secretariat pinned cannot be dismissed by the member.
//   - Names are compared through every spelling that people use ([Fold], testdata/names.txt); one kanji or digit for another is another
//     name. A match only points: a person decides.
//   - The secretariat confirms each declaration as a dated act of its own ([Confirm]).
//   - A declaration is never edited after it was signed. An interest found later is a new, late declaration that names the earlier one.
//
// It serves Art. 7 (experts without interest in the applicant) and Art. 20 (secrecy) of the operating rules.
package conflict

import "slices"

// Kind is a kind of interest. The values are part of the declaration format.
type Kind string

// The kinds of interest a member answers, in the order of the form. Money has its own part in the declaration.
const (
	Post         Kind = "post"         // 役員・従業者・有償の顧問等: own post at the operator or its group, now or within the policy's years
	KinPost      Kind = "kin_post"     // 親族の役職: such a post of spouse, relatives to the 4th degree, in-laws to the 3rd, cohabiting kin
	Organization Kind = "organization" // 同一組織・同一研究室
	JointWork    Kind = "joint_work"   // 当該サービスに係る共同研究・共同開発
	Competitor   Kind = "competitor"   // 直接の競合関係
	Shares       Kind = "shares"       // 株式・持分の保有
	Other        Kind = "other"        // その他公正を疑わせるおそれのある事情
	Money        Kind = "money"        // 金銭の受領: answered per fiscal year, never as an Interest
)

// Kinds returns the kinds that an Interest answers, in the order of the form.
func Kinds() []Kind {
	return []Kind{Post, KinPost, Organization, JointWork, Competitor, Shares, Other}
}

// Known reports whether k is a kind of interest, money included.
func (k Kind) Known() bool { return k == Money || slices.Contains(Kinds(), k) }

// Outcome is what a member may do with a case after declaring.
type Outcome string

// The outcomes, mildest first.
const (
	Clear       Outcome = "clear"         // 審査可: examines, speaks, votes
	SpeakNoVote Outcome = "speak_no_vote" // 議決不可: examines and speaks, takes no part in the vote
	Recuse      Outcome = "recuse"        // 回避: leaves; never holds the key to the file
)

// Known reports whether o is one of the three outcomes.
func (o Outcome) Known() bool { return o == Clear || o == SpeakNoVote || o == Recuse }

// Opens reports whether a member with this outcome may read the application.
func (o Outcome) Opens() bool { return o == Clear || o == SpeakNoVote }

// Votes reports whether a member with this outcome counts in the vote.
func (o Outcome) Votes() bool { return o == Clear }

// Stricter returns the stricter of two outcomes. What is unknown is as strict as Recuse.
func Stricter(a, b Outcome) Outcome {
	if rank(b) > rank(a) {
		return b
	}
	return a
}

func rank(o Outcome) int {
	switch o {
	case Clear:
		return 0
	case SpeakNoVote:
		return 1
	}
	return 2
}
