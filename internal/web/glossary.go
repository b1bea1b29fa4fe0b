package web

import "html/template"

// term is a word of the field and what it means here.
type term struct {
	ID, Name, Means string
	Source          string
}

// glossary explains the words that pages use, in the order of the alphabet.
var glossary = []term{
	{"assumption", "Assumption", "A judgement for which no quote was given. It is listed, so that it can be attacked.", ""},
	{"blocking", "Blocking", "Whoever can keep a decision from being made, alone or together, can block it.", "Shapley and Shubik 1954"},
	{"consent", "Consent", "A yes that a deal or a change needs by a rule of the case: of a signatory, of somebody who ratifies, of whoever holds what is to change.", "Putnam 1988"},
	{"efficient", "Efficient deal", "A deal that no other beats for everybody at once: to give one side more, another must get less.", "Pareto"},
	{"egalitarian", "Egalitarian deal", "The deal whose smallest gain is largest.", "Kalai 1977"},
	{"evidence", "Evidence", "A quote from a source, byte for byte, that bears on a judgement.", ""},
	{"gmr", "General metarational (GMR)", "A state that a party would not leave, because the others could answer so that it ends no better.", "Howard 1971"},
	{"issue", "Issue", "One thing to be settled. It has levels, of which an outcome picks one.", ""},
	{"kalai-smorodinsky", "Kalai-Smorodinsky deal", "The deal that gives everybody the same share of the most that each could gain, as large as can be.", "Kalai and Smorodinsky 1975"},
	{"nash-deal", "Nash deal", "The deal with the largest product of gains over no deal.", "Nash 1950"},
	{"nash-stable", "Nash stable", "A state that a party cannot better by any move of its own.", "Nash 1951"},
	{"no-deal", "No deal", "What becomes of the issues if they part, and what that is worth to each: its best alternative.", "Fisher and Ury 1981"},
	{"package", "Package", "An outcome that could be signed: a level for every issue, no rule broken.", "Raiffa 1982"},
	{"salience", "Salience", "How much of its influence a party would spend on an issue, from 0 to 100.", "Bueno de Mesquita 1994"},
	{"seq", "Sequentially stable (SEQ)", "A state that a party would not leave, because the others have an answer that they would gain by.", "Fraser and Hipel 1979"},
	{"smr", "Symmetric metarational (SMR)", "As GMR, and nothing the party could do after the answer would mend it.", "Howard 1971"},
	{"sseq", "Symmetric sequentially stable (SSEQ)", "As SEQ, and nothing the party could do after the answer would mend it.", "Rêgo and Vieira 2017"},
	{"utilitarian", "Utilitarian deal", "The deal with the largest sum of gains.", "Harsanyi 1955"},
	{"value", "Value", "How good a level is for a party, from 0, the worst, to 100, the best.", ""},
	{"weight", "Weight", "How much the step from an issue's worst level to its best matters to a party, of 100 for all issues.", "von Winterfeldt and Edwards 1986"},
	{"zone", "Zone of possible agreement", "All packages that every signatory finds at least as good as no deal.", "Raiffa 1982"},
}

// glossed returns a term by its identifier, for the part "term".
func glossed(id string) (term, error) {
	for _, t := range glossary {
		if t.ID == id {
			return t, nil
		}
	}
	return term{}, &template.Error{Description: "the glossary has no " + id}
}
