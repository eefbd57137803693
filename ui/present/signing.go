package present

import "shinsa/review"

// TokenKey is one key on a device that could sign.
type TokenKey struct {
	review.Token
	Name      string // of the key on the token, may be empty
	Algorithm string // such as RSA-2048
}

// TokenKeyLine names a key among others: the token it is on, its own name, its kind and its id.
func TokenKeyLine(t Text, k TokenKey) (head, detail string) {
	head = k.Label
	if k.Name != "" {
		head += "　" + k.Name
	}
	return head, t.T("setup.token_detail", "algorithm", k.Algorithm, "key", k.Key, "serial", k.Serial)
}

// SigningKeyPlace says where the key is that a desk signs with; nil is the desk itself.
func SigningKeyPlace(t Text, on *review.Token) Fact {
	f := Fact{Label: t.T("setup.signing_now"), Value: t.T("setup.signing_desk")}
	if on != nil {
		f.Value = t.T("setup.signing_token", "label", on.Label, "key", on.Key)
	}
	return f
}

// AuthorityFacts says whom a desk asks for time stamps and whether it believes them.
func AuthorityFacts(t Text, a review.Authority) []Fact {
	if a.Address == "" {
		return []Fact{{Label: t.T("setup.authority_now"), Value: t.T("setup.authority_none")}}
	}
	roots := t.T("setup.authority_believed")
	if a.Roots == "" {
		roots = t.T("setup.authority_unbelieved")
	}
	return []Fact{{Label: t.T("setup.authority_now"), Value: a.Address}, {Label: t.T("setup.authority_roots"), Value: roots}}
}
