package exchange

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strings"

	"detente"
)

// ExportGeniusWeb writes a case as GeniusWeb JSON: the domain first, then a
// profile for each party with numbers, in declared order. [GeniusWeb] reads the
// same utilities from it.
//
// What GeniusWeb cannot say is an error that names all of it: what
// [ExportGenius] refuses, and a sum of points that is cut off. GeniusWeb has
// reservation bids and no reservation values: a bid that is worth no_agreement
// is looked for, among 10^6 partial ones at most, and where there is none that
// is an error too. It wants weights that add up to exactly 1 and utilities of
// values up to 1, so weights are shares of what the best values are worth, with
// 12 decimals.
func ExportGeniusWeb(c *detente.Case) ([]File, []Note, error) {
	s, err := newSheet(c, "GeniusWeb")
	if err == nil {
		var files []File
		if files, err = s.json(); err == nil {
			return files, s.notes, nil
		}
	}
	return nil, nil, fmt.Errorf("exchange: export geniusweb: %w", err)
}

func (s *sheet) json() ([]File, error) {
	domain := s.jsonDomain()
	files := []File{{"domain.json", domain.bytes()}}
	for i := range s.rows {
		r := &s.rows[i]
		if r.capped {
			return nil, fmt.Errorf("the points of party %q are cut off, and GeniusWeb only adds up", r.party.ID)
		}
		if r.lost != 0 {
			s.note(leftOut, "the cost of delay of party %q has no place in GeniusWeb", r.party.ID)
		}
		profile, err := s.jsonProfile(r, domain)
		if err != nil {
			return nil, err
		}
		files = append(files, File{fileName(r.party.ID, ".json"), profile.bytes()})
	}
	return files, nil
}

// record is a JSON object on its way to text, in order.
type record struct {
	keys   []string
	values []any
}

func (o *record) add(key string, value any) {
	o.keys, o.values = append(o.keys, key), append(o.values, value)
}

// MarshalJSON writes the fields in their order.
func (o *record) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	for i, key := range o.keys {
		k, err := json.Marshal(key)
		if err != nil {
			return nil, err
		}
		v, err := json.Marshal(o.values[i])
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, ",%s:%s", k, v)
	}
	return []byte("{" + strings.TrimPrefix(b.String(), ",") + "}"), nil
}

// bytes writes the object; texts and numbers always can be.
func (o *record) bytes() []byte {
	data, err := json.MarshalIndent(o, "", "  ")
	if err != nil {
		panic(err)
	}
	return append(data, '\n')
}

func fields(pairs ...any) *record {
	o := &record{}
	for i := 0; i+1 < len(pairs); i += 2 {
		o.add(pairs[i].(string), pairs[i+1])
	}
	return o
}

// simple keeps the letters and digits of a name.
func simple(name string) string {
	return strings.ReplaceAll(kebab(name), "-", "")
}

func (s *sheet) jsonDomain() *record {
	issues := &record{}
	for i := range s.values {
		issues.add(s.issues[i], fields("values", s.values[i]))
	}
	name := simple(s.c.Title)
	if name == "" {
		name = "domain"
	}
	return fields("name", name, "issuesValues", issues)
}

func (s *sheet) jsonProfile(r *score, domain *record) (*record, error) {
	weights, utilities := &record{}, &record{}
	shares := r.shares()
	for i := range s.values {
		values := &record{}
		for level, value := range s.values[i] {
			x := new(big.Rat)
			if shares[i].Sign() > 0 {
				if x.Quo(r.worth[i][level], shares[i]); x.Cmp(one) > 0 {
					x = one // by the rounding of the share
				}
			}
			values.add(value, json.Number(decimal(float(x))))
		}
		name := s.issues[i]
		weights.add(name, json.Number(shares[i].FloatString(shareDigits)))
		utilities.add(name, fields("discreteutils", fields("valueUtilities", values)))
	}
	space := fields("name", simple(string(r.party.ID)), "issueUtilities", utilities, "issueWeights", weights, "domain", domain)
	bid, err := s.bid(r)
	if err != nil {
		return nil, err
	}
	if bid != nil {
		space.add("reservationBid", fields("issuevalues", bid))
	}
	return fields("LinearAdditiveUtilitySpace", space), nil
}

// shareDigits is the number of decimals of a weight.
const shareDigits = 12

// shares returns weights of shareDigits decimals that add up to exactly 1: the
// shares of what the best values are worth, the largest one taking up the
// rounding.
func (r *score) shares() []*big.Rat {
	list := make([]*big.Rat, len(r.best))
	sum, largest := new(big.Rat), 0
	for i := range list {
		share := big.NewRat(1, int64(len(list)))
		if r.total.Sign() > 0 {
			share.Quo(r.best[i], r.total)
		}
		list[i], _ = new(big.Rat).SetString(share.FloatString(shareDigits))
		sum.Add(sum, list[i])
		if list[i].Cmp(list[largest]) > 0 {
			largest = i
		}
	}
	list[largest].Add(list[largest], sum.Sub(one, sum))
	return list
}

const (
	// sameWorth is how far the worth of a reservation bid may lie from the
	// reservation value, of 1: far below the 1e-6 that anybody compares.
	sameWorth = 1e-9
	// maxTries bounds the search for such a bid.
	maxTries = 1_000_000
)

// bid finds a reservation bid that is worth what parting is; nil where that is
// nothing.
func (s *sheet) bid(r *score) (*record, error) {
	worth := float(r.reserve)
	if r.noDeal == nil && worth <= sameWorth && worth >= -sameWorth {
		return nil, nil
	}
	o := r.noDeal
	if o == nil {
		search := newSearch(r, worth)
		if !search.from(0, 0) {
			return nil, fmt.Errorf("party %q has no_agreement %s (%s on a scale from 0 to 1), and GeniusWeb says that by a bid: no bid of that worth was found",
				r.party.ID, r.party.NoAgreement.String(), decimal(worth))
		}
		o = search.bid
		s.note(interpreted, "the reservation value of party %q is said by a bid of the same worth", r.party.ID)
	}
	bid := &record{}
	for i, level := range o {
		if level >= 0 {
			bid.add(s.issues[i], s.values[i][level])
		}
	}
	return bid, nil
}

// search looks for a bid, in full or in part, of a given worth.
type search struct {
	worth [][]float64
	rest  []float64 // what the best values from an issue on are worth
	want  float64
	bid   detente.Outcome
	tries int
}

func newSearch(r *score, want float64) *search {
	s := &search{want: want, worth: make([][]float64, len(r.worth)), rest: make([]float64, len(r.worth)+1), bid: make(detente.Outcome, len(r.worth))}
	for i := len(r.worth) - 1; i >= 0; i-- {
		for _, x := range r.worth[i] {
			s.worth[i] = append(s.worth[i], float(x))
		}
		s.rest[i] = s.rest[i+1] + float(r.best[i])
	}
	return s
}

// from tries every value of issue i, and leaving it out, on top of a sum.
func (s *search) from(i int, sum float64) bool {
	if s.tries++; s.tries > maxTries || sum > s.want+sameWorth || sum+s.rest[i] < s.want-sameWorth {
		return false
	}
	if i == len(s.bid) {
		return true
	}
	for level, x := range s.worth[i] {
		s.bid[i] = level
		if s.from(i+1, sum+x) {
			return true
		}
	}
	s.bid[i] = detente.NoLevel
	return s.from(i+1, sum)
}
