package seal

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"net/url"
	"strings"
)

// Role says in what capacity a card signs.
type Role string

// The roles. None is the role of a certificate made outside the scheme.
const (
	None   Role = ""
	Root   Role = "root"
	Office Role = "office"
	Member Role = "member"
)

const (
	rolePrefix = "Shinsa " // in OU
	ageScheme  = "age"     // of the recipient's URI
)

// Subject is who a card names.
type Subject struct {
	Name         string
	Organization string
	ID           string // the holder's id at the desk, such as a ident.ReviewerID
	Role         Role
	Recipient    Recipient // where files for the holder are encrypted to; may be empty
	Hybrid       Recipient // the same, against who can break X25519 one day; of requests only, since it is too long for every signature
}

// Empty reports whether the subject names nobody.
func (s Subject) Empty() bool { return strings.TrimSpace(s.Name) == "" }

// SubjectOf reads who a certificate names. The role is only what the certificate says: trust it after Verify alone.
func SubjectOf(cert *x509.Certificate) Subject { return subjectFrom(cert.Subject, cert.URIs) }

func subjectFrom(name pkix.Name, uris []*url.URL) Subject {
	s := Subject{Name: name.CommonName, ID: name.SerialNumber}
	if len(name.Organization) > 0 {
		s.Organization = name.Organization[0]
	}
	for _, ou := range name.OrganizationalUnit {
		switch r := Role(strings.TrimPrefix(ou, rolePrefix)); {
		case !strings.HasPrefix(ou, rolePrefix):
		case r == Root || r == Office || r == Member:
			s.Role = r
		}
	}
	for _, u := range uris {
		switch r := Recipient(u.Opaque); {
		case u.Scheme != ageScheme:
		case r.Hybrid():
			s.Hybrid = r
		default:
			s.Recipient = r
		}
	}
	return s
}

func (s Subject) name() pkix.Name {
	n := pkix.Name{CommonName: s.Name, SerialNumber: s.ID}
	if s.Organization != "" {
		n.Organization = []string{s.Organization}
	}
	if s.Role != None {
		n.OrganizationalUnit = []string{rolePrefix + string(s.Role)}
	}
	return n
}

func (s Subject) uris() []*url.URL {
	var out []*url.URL
	for _, r := range []Recipient{s.Recipient, s.Hybrid} {
		if r != "" {
			out = append(out, &url.URL{Scheme: ageScheme, Opaque: string(r)})
		}
	}
	return out
}
