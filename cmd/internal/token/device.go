//go:build cgo

package token

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/ThalesGroup/crypto11"
	"github.com/miekg/pkcs11"
	"shinsa/review"
	"shinsa/review/fault"
)

// session is one token that is logged in.
type session struct {
	context *crypto11.Context
	keys    map[string]crypto.Signer // by id in hexadecimal
}

// maxSessions is enough for one person who signs: one to stay logged in, one to work.
const maxSessions = 2

// key finds a key, logging in with the PIN when the token is not open yet.
func (r *Reader) key(t review.Token) (crypto.Signer, error) {
	s, err := r.login(t)
	if err != nil {
		return nil, err
	}
	if k := s.keys[t.Key]; k != nil {
		return k, nil
	}
	id, err := hex.DecodeString(t.Key)
	if err != nil || len(id) == 0 {
		return nil, fault.New(fault.Missing, "token_key_missing", "label", t.Label)
	}
	pairs, err := s.context.FindKeyPairs(id, nil)
	switch {
	case err != nil:
		r.drop(place{t.Module, t.Serial})
		return nil, refusal(err, t.Label)
	case len(pairs) == 0:
		return nil, fault.New(fault.Missing, "token_key_missing", "label", t.Label)
	}
	s.keys[t.Key] = pairs[0]
	return pairs[0], nil
}

func (r *Reader) login(t review.Token) (session, error) {
	p := place{t.Module, t.Serial}
	if s, ok := r.open[p]; ok {
		return s, nil
	}
	if _, err := r.slot(t.Module, t.Serial, t.Label); err != nil { // before the PIN is asked for
		return session{}, err
	}
	pin, err := r.PIN(t.Label)
	if err != nil {
		return session{}, err
	}
	c, err := crypto11.Configure(&crypto11.Config{Path: t.Module, TokenSerial: t.Serial, Pin: pin, MaxSessions: maxSessions})
	if err != nil {
		return session{}, refusal(err, t.Label)
	}
	s := session{c, map[string]crypto.Signer{}}
	if r.open == nil {
		r.open = map[place]session{}
	}
	r.open[p] = s
	return s, nil
}

// drop logs out of a token; what a device that is gone says to that is of no use to anyone.
func (r *Reader) drop(p place) {
	if s, ok := r.open[p]; ok {
		delete(r.open, p)
		_ = s.context.Close()
	}
}

// slot finds a token by its serial number; label is how its owner knows it, where that is known.
func (r *Reader) slot(module, serial, label string) (Slot, error) {
	slots, err := r.slots(module)
	if err != nil {
		return Slot{}, err
	}
	for _, s := range slots {
		if s.Serial == serial {
			return s, nil
		}
	}
	if label == "" {
		label = serial
	}
	return Slot{}, fault.New(fault.Missing, "token_absent", "serial", label)
}

// Slots lists the tokens that are plugged in and reached through a module. Tokens that were open are logged out.
func (r *Reader) Slots(module string) ([]Slot, error) {
	r.mu.Lock()
	defer r.release()
	return r.slots(module)
}

func (r *Reader) slots(module string) ([]Slot, error) {
	for p := range r.open { // a library is spoken to from one place at a time
		if p.module == module {
			r.drop(p)
		}
	}
	m := pkcs11.New(module)
	if m == nil {
		return nil, fault.New(fault.Missing, "token_module_missing", "module", module)
	}
	defer m.Destroy()
	if err := m.Initialize(); err != nil {
		return nil, failed(err, module)
	}
	defer func() { _ = m.Finalize() }() // nothing is open in it
	ids, err := m.GetSlotList(true)
	if err != nil {
		return nil, failed(err, module)
	}
	var out []Slot
	for _, id := range ids {
		info, err := m.GetTokenInfo(id)
		if err != nil {
			return nil, failed(err, module)
		}
		if s := (Slot{strings.TrimRight(info.SerialNumber, " \x00"), strings.TrimRight(info.Label, " \x00")}); s.Serial != "" {
			out = append(out, s)
		}
	}
	return out, nil
}

// Keys lists the keys of a token that could sign; it asks for the PIN.
func (r *Reader) Keys(module string, at Slot) ([]Found, error) {
	r.mu.Lock()
	defer r.release()
	t := review.Token{Module: module, Serial: at.Serial, Label: at.Label}
	s, err := r.login(t)
	if err != nil {
		return nil, err
	}
	pairs, err := s.context.FindAllKeyPairs()
	if err != nil {
		return nil, refusal(err, at.Label)
	}
	var out []Found
	for _, k := range pairs {
		f := Found{Token: t, Algorithm: algorithm(k.Public())}
		if a, err := s.context.GetAttribute(k, crypto11.CkaId); err == nil && a != nil {
			f.Key = hex.EncodeToString(a.Value)
		}
		if a, err := s.context.GetAttribute(k, crypto11.CkaLabel); err == nil && a != nil {
			f.Name = string(a.Value)
		}
		if f.Key != "" && f.Algorithm != "" {
			out = append(out, f)
		}
	}
	return out, nil
}

// algorithm names a key that papers can be signed with, and nothing else.
func algorithm(public crypto.PublicKey) string {
	switch k := public.(type) {
	case *rsa.PublicKey:
		return fmt.Sprintf("RSA-%d", k.N.BitLen())
	case *ecdsa.PublicKey:
		return k.Params().Name
	}
	return ""
}

// refusal gives the errors of devices their codes.
func refusal(err error, label string) error {
	var code pkcs11.Error
	if !errors.As(err, &code) {
		return failed(err, label)
	}
	switch code {
	case pkcs11.CKR_PIN_INCORRECT, pkcs11.CKR_PIN_LEN_RANGE, pkcs11.CKR_PIN_INVALID:
		return fault.New(fault.Locked, "token_pin_wrong", "label", label)
	case pkcs11.CKR_PIN_LOCKED, pkcs11.CKR_PIN_EXPIRED:
		return fault.New(fault.Locked, "token_pin_blocked", "label", label)
	case pkcs11.CKR_DEVICE_REMOVED, pkcs11.CKR_TOKEN_NOT_PRESENT, pkcs11.CKR_SLOT_ID_INVALID, pkcs11.CKR_SESSION_HANDLE_INVALID:
		return fault.New(fault.Missing, "token_absent", "serial", label)
	}
	return failed(err, label)
}
