package detente

import "fmt"

// statusQuo holds the present and the no-deal outcome against the rules.
func (k *checker) statusQuo() {
	now, parted := k.c.StatusQuo(), k.c.NoDealOutcome()
	for i := range k.c.Rules {
		r := &k.c.Rules[i]
		t, err := r.When.Compile(k.c)
		if r.Signed || err != nil {
			continue
		}
		if k.known(&t, now) && t.Holds(now) {
			k.brokenNow(r, &t)
		} else if parted != nil && k.known(&t, parted) && t.Holds(parted) {
			k.report(Error, r.When.Pos, len(r.When.Text), "no-deal-breaks-rule", "what happens without a deal breaks this rule", "`never` says that such an outcome cannot exist", "change `no_deal`, or make the rule `never_signed`")
		}
	}
}

func (k *checker) known(t *Test, o Outcome) bool {
	for _, i := range t.Issues {
		if o[i] < 0 {
			return false
		}
	}
	return true
}

func (k *checker) brokenNow(r *Rule, t *Test) {
	severity, why := Note, "a yes/no issue is not taken unless `now` says otherwise; the case has no status quo"
	for _, i := range t.Issues {
		if k.c.Issues[i].NowPos.IsValid() {
			severity, why = Error, "`never` says that such an outcome cannot exist, yet `now` describes it"
		}
	}
	k.report(severity, r.When.Pos, len(r.When.Text), "now-breaks-rule", "the status quo breaks this rule", why, "change `now`, or make the rule `never_signed`")
}

// maxCheck bounds the outcomes that Check walks through.
const maxCheck = 1 << 18

// feasible finds rules that leave no outcome or no package. It looks at the
// issues that rules speak of and gives up where their levels are too many.
func (k *checker) feasible() {
	var tests [2][]Test // never; never or never_signed
	involved := map[int]bool{}
	for i := range k.c.Rules {
		t, err := k.c.Rules[i].When.Compile(k.c)
		if err != nil {
			return
		}
		if !k.c.Rules[i].Signed {
			tests[0] = append(tests[0], t)
		}
		tests[1] = append(tests[1], t)
		for _, issue := range t.Issues {
			involved[issue] = true
		}
	}
	var issues []int
	size := 1
	for i := range k.c.Issues {
		if involved[i] {
			issues = append(issues, i)
			if n := k.c.Issues[i].Levels(); n > maxCheck/size {
				return
			} else {
				size *= n
			}
		}
	}
	switch {
	case len(k.c.Rules) == 0:
	case !k.someOutcome(tests[0], issues, size):
		k.report(Error, k.c.Rules[0].When.Pos, 0, "no-outcome", "the rules leave no outcome", "every combination breaks one of the `never` rules", "take out or narrow a rule")
	case !k.someOutcome(tests[1], issues, size):
		k.report(Warning, k.c.Rules[0].When.Pos, 0, "no-package", "the rules leave no package", "every combination breaks a `never` or `never_signed` rule", "take out or narrow a rule")
	}
}

func (k *checker) someOutcome(tests []Test, issues []int, size int) bool {
	o := make(Outcome, len(k.c.Issues))
	for n := range size {
		rest := n
		for _, i := range issues {
			levels := k.c.Issues[i].Levels()
			o[i] = rest % levels
			rest /= levels
		}
		if !anyHolds(tests, o) {
			return true
		}
	}
	return false
}

// sameWorth is how far a typed no_agreement may lie from the worth of the
// no-deal outcome: half a point of 100, below what a person can judge.
const sameWorth = 0.5

// noAgreement compares typed worths of walking away with the no-deal outcome.
func (k *checker) noAgreement() {
	o := k.c.NoDealOutcome()
	if o == nil || !o.Complete() {
		return
	}
	for i := range k.c.Parties {
		p := &k.c.Parties[i]
		if p.NoAgreement == nil || !p.Kind().Numeric() {
			continue
		}
		v, err := k.c.Valuation(i)
		if err != nil {
			continue
		}
		worth := v.Utility(o)
		low, high := p.NoAgreement.Interval90()
		if worth < low-sameWorth || worth > high+sameWorth {
			k.report(Warning, p.NoAgreement.Pos, 0, "no-agreement-differs", fmt.Sprintf("no_agreement is %s, but the no-deal outcome is worth %s to %q", p.NoAgreement.String(), FormatShort(worth), p.ID),
				"what happens if they part should be worth the same to a party however it is said; no_agreement is used", "take no_agreement out, or say in `no_deal` what else becomes of the issues")
		}
	}
}
