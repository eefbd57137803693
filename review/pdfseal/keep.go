package pdfseal

import (
	"crypto/x509"

	"shinsa/review/fault"
	"shinsa/review/pdfseal/object"
)

// Keep appends validation material to a signed file (DSS, ISO 32000-2, 12.8.4.3): certificates, and revocation lists as issued, in DER.
// With them the file can be verified when those who issued them are gone. No signature is touched; a certification permits it.
// What the file keeps already is kept on. It refuses, with Kind invalid, a file that cannot be read (pdf_unreadable and its kin).
func Keep(pdf []byte, certificates []*x509.Certificate, revocations [][]byte) ([]byte, error) {
	f, err := object.Open(pdf)
	if err != nil {
		return nil, refusal(err)
	}
	catalog, err := f.Catalog()
	if err != nil {
		return nil, refusal(err)
	}
	old, err := f.Dict(catalog.Get("DSS"))
	if err != nil {
		return nil, refusal(err)
	}
	u := f.Update()
	dss := object.NewDict("Type", object.Name("DSS"))
	if old != nil {
		dss = old.Clone()
	}
	var certs [][]byte
	for _, c := range certificates {
		certs = append(certs, c.Raw)
	}
	for _, part := range []struct {
		key     object.Name
		entries [][]byte
	}{{"Certs", certs}, {"CRLs", revocations}} {
		before, err := f.Array(old.Get(part.key))
		if err != nil {
			return nil, refusal(err)
		}
		list := append(object.Array{}, before...)
		for _, b := range part.entries {
			list = append(list, u.Add(object.Flate(object.NewDict(), b)))
		}
		if len(list) > 0 {
			dss.Set(part.key, list)
		}
	}
	next := catalog.Clone()
	next.Set("DSS", u.Add(dss))
	root, _ := f.Trailer().Get("Root").(object.Ref)
	u.Set(root, next)
	out := u.Bytes()
	if len(out) > object.MaxFile {
		return nil, fault.New(fault.Invalid, "pdf_too_complex")
	}
	return out, nil
}
