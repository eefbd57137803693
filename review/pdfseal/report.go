package pdfseal

import (
	"slices"
	"time"

	"shinsa/review/fault"
	"shinsa/review/pdfseal/stamp"
	"shinsa/review/seal"
)

// Report is everything verification found out about a file.
type Report struct {
	Verdict    seal.Verdict
	Signatures []Signature // in the order they were made
	Stamps     []Signature // document time stamps, likewise: nobody signs there, an authority says what was there when
	Empty      []string    // names of signature fields that nobody filled
	Findings   fault.List  // about the file as a whole; those of a signature stand there
}

// Signature is everything found out about one signature.
type Signature struct {
	Field      string
	Verdict    seal.Verdict
	Signed     *seal.Verified // who and whether entitled; nil when the signature could not be read that far
	Time       time.Time      // as the signer claims; zero when not said
	Stamp      stamp.Stamp    // by when it was there, as an authority among seal.Trust.Authorities says, in it or in a stamp of the file
	Reason     string
	Location   string
	Permission Permission // Approval, or what a certification allows
	Covered    int        // bytes from the beginning of the file to the end of the signed revision
	Whole      bool       // the signed revision is the file as it is
	Changes    []Change   // what differs between the signed revision and the file
	Findings   fault.List
}

// Change is one difference between a signed revision and the file.
type Change struct {
	Allowed bool   // filling another field in, as the signatures permit, or upkeep that shows nowhere
	Code    string // of the sentence: what kind of thing differs
	Name    string // of the field or page, when there is one
}

// Reasons is every finding of the file, of its signatures and of its time stamps.
func (r Report) Reasons() fault.List {
	out := append(fault.List{}, r.Findings...)
	for _, s := range slices.Concat(r.Signatures, r.Stamps) {
		out = append(out, s.Findings...)
	}
	return out
}

// Err returns nil for a genuine file, else a refusal of Kind invalid with every reason.
func (r Report) Err() error {
	if r.Verdict == seal.Genuine {
		return nil
	}
	return &fault.Error{Kind: fault.Invalid, Code: "pdf_not_genuine", Findings: r.Reasons(), Args: map[string]string{"verdict": string(r.Verdict)}}
}

// keptUp reports whether nothing but validation material and time stamps came after the signature.
func (s *Signature) keptUp() bool {
	for _, ch := range s.Changes {
		if !ch.Allowed || ch.Code != "pdf_changed_upkeep" && ch.Code != "pdf_changed_stamped" {
			return false
		}
	}
	return len(s.Changes) > 0
}

func (r *Report) add(v seal.Verdict, code string) {
	r.Verdict = seal.Worse(r.Verdict, v)
	r.Findings = append(r.Findings, fault.Finding{Code: code, Severity: fault.Must})
}

func (s *Signature) add(v seal.Verdict, code string) {
	s.Verdict = seal.Worse(s.Verdict, v)
	s.Findings = append(s.Findings, fault.Finding{Code: code, Severity: fault.Must, At: s.Field})
}

// note adds what is worth knowing and decides nothing.
func (s *Signature) note(code string) {
	s.Findings = append(s.Findings, fault.Finding{Code: code, Severity: fault.Info, At: s.Field})
}
