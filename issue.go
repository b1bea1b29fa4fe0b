package detente

import (
	"math"
	"strconv"
	"strings"
)

// Form says how an issue's levels are given.
type Form int

const (
	Named     Form = iota // options with names
	YesNo                 // not-taken and taken, in this order
	Grid                  // numbers on a scale, a step apart
	Divisible             // any number on a scale
)

var formNames = [...]string{"options", "yes/no", "grid", "divisible"}

func (f Form) String() string { return formNames[f] }

// Ticks is the number of steps into which a divisible issue's scale is cut, so
// that a level is an integer for every issue and ties are exact. A billionth of
// the scale is far below any number a person can judge.
const Ticks = 1_000_000_000

// MaxLevels is the largest number of levels of an issue with options or a step.
const MaxLevels = 100_001

// NoLevel is the level of an issue that has none: unknown or left out.
const NoLevel = -1

// Issue is one thing to be settled. Its levels are numbered from 0: options in
// file order; on a grid from the scale's From upwards; on a divisible issue
// From + level/Ticks of the way to To.
type Issue struct {
	ID IssueID
	Meta
	Form    Form
	Scale   *Scale   // nil where there is none
	Options []Option // for Named and YesNo
	Now     int      // the level today, or NoLevel
	NowPos  Pos      // zero where Now was left out
	// NowUnknown is true where the case says `now: unknown`.
	NowUnknown bool
	By         *Consent // whose consent a change needs; nil: the case's SignedBy
	Arcs       []Arc    // arc by arc instead of By; an arc left out does not exist
	Decided    int      // what happened, for comparison, or NoLevel
}

// Scale is a range of numbers with a unit.
type Scale struct {
	From, To float64
	Unit     string
	Step     float64 // 0: none
	Pos      Pos
}

// Option is a named level.
type Option struct {
	ID OptionID
	Meta
	At    float64 // place on the issue's scale
	HasAt bool
}

// Arc is a change from one option to another and whose consent it needs.
type Arc struct {
	From, To int
	By       *Consent
	Pos      Pos
}

// NotTaken and Taken are the options of a yes/no issue, at levels 0 and 1.
const (
	NotTaken OptionID = "not-taken"
	Taken    OptionID = "taken"
)

// Levels returns how many levels the issue has.
func (s *Issue) Levels() int {
	switch s.Form {
	case Grid:
		return int(math.Floor((s.Scale.To-s.Scale.From)/s.Scale.Step+1e-9)) + 1
	case Divisible:
		return Ticks + 1
	}
	return len(s.Options)
}

// Number returns the place of a level of a Grid or Divisible issue on its
// scale, rounded to what a person would have typed.
func (s *Issue) Number(level int) float64 {
	if s.Form == Grid {
		return tidy(s.Scale.From+float64(float64(level)*s.Scale.Step), s.Scale.Step*1e-6)
	}
	length := s.Scale.To - s.Scale.From
	return tidy(s.Scale.From+float64(length*(float64(level)/Ticks)), length/Ticks)
}

// tidy rounds x to the coarsest decimal that is no further than unit away.
func tidy(x, unit float64) float64 {
	digits := 0
	if unit > 0 && unit < 1 {
		digits = min(15, int(math.Ceil(-math.Log10(unit))))
	}
	y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'f', digits, 64), 64)
	if err != nil {
		return x
	}
	return y
}

// LevelAt returns the level at number x of a Grid or Divisible issue. ok is
// false where x lies off the scale or between the steps of a grid.
func (s *Issue) LevelAt(x float64) (level int, ok bool) {
	length := s.Scale.To - s.Scale.From
	if !(x >= s.Scale.From-1e-9*length && x <= s.Scale.To+1e-9*length) {
		return NoLevel, false
	}
	if s.Form == Grid {
		k := math.Round((x - s.Scale.From) / s.Scale.Step)
		near := math.Abs(s.Scale.From+k*s.Scale.Step-x) <= 1e-9*length+1e-6*s.Scale.Step
		return int(k), near && int(k) < s.Levels()
	}
	tick := math.Round((x - s.Scale.From) / length * Ticks)
	return int(math.Min(math.Max(tick, 0), Ticks)), true
}

// OptionIndex returns the level of the option called id, or NoLevel.
func (s *Issue) OptionIndex(id OptionID) int {
	for i := range s.Options {
		if s.Options[i].ID == id {
			return i
		}
	}
	return NoLevel
}

// ParseLevel reads a level as a case file writes it: an option's id or a number.
func (s *Issue) ParseLevel(text string) (level int, ok bool) {
	if len(s.Options) > 0 {
		level = s.OptionIndex(OptionID(text))
		return level, level >= 0
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || s.Scale == nil {
		return NoLevel, false
	}
	return s.LevelAt(x)
}

// LevelID returns a level as a case file writes it: an option's id or a number,
// with all its digits, so that ParseLevel finds the level again.
func (s *Issue) LevelID(level int) string {
	switch {
	case level < 0:
		return "unknown"
	case len(s.Options) > 0:
		return string(s.Options[level].ID)
	}
	return strconv.FormatFloat(s.Number(level), 'f', -1, 64)
}

// LevelName returns a level for people: the option's name, or a number with
// its unit.
func (s *Issue) LevelName(level int) string {
	switch {
	case level < 0:
		return "unknown"
	case len(s.Options) > 0:
		o := &s.Options[level]
		if o.Name != "" {
			return o.Name
		}
		return strings.ReplaceAll(string(o.ID), "-", " ")
	case s.Scale.Unit == "":
		return FormatNumber(s.Number(level))
	}
	return FormatNumber(s.Number(level)) + " " + unitOf(s.Number(level), s.Scale.Unit)
}

// unitOf is a unit as it stands after a number: 1 year, 3 years.
func unitOf(x float64, unit string) string {
	if x == 1 {
		switch unit {
		case "years", "months", "weeks", "days", "hours", "points", "votes", "seats":
			return unit[:len(unit)-1]
		}
	}
	return unit
}

// Place returns where a level lies on the issue's scale: the number itself, an
// option's At, and for two options without a scale 0 and 100 in file order.
// ok is false where a level has no place.
func (s *Issue) Place(level int) (x float64, ok bool) {
	switch {
	case level < 0:
		return 0, false
	case s.Form == Grid || s.Form == Divisible:
		return s.Number(level), true
	case s.Options[level].HasAt:
		return s.Options[level].At, true
	case s.Scale == nil && len(s.Options) == 2:
		return float64(100 * level), true
	}
	return 0, false
}

// Range returns the ends of the issue's scale, 0 and 100 for two options
// without one. ok is false where the issue has no scale.
func (s *Issue) Range() (from, to float64, ok bool) {
	if s.Scale != nil {
		return s.Scale.From, s.Scale.To, true
	}
	return 0, 100, len(s.Options) == 2
}

// Display returns the issue's name for people.
func (s *Issue) Display() string { return display(s.Name, string(s.ID)) }

// display is name, or the identifier made readable.
func display(name, id string) string {
	if name != "" {
		return name
	}
	words := strings.Split(id, "-")
	for i, w := range words {
		if w != "" {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, " ")
}

// FormatNumber prints x with at most six significant digits, without an
// exponent where a person would not write one.
func FormatNumber(x float64) string {
	if x != 0 && (math.Abs(x) >= 1e15 || math.Abs(x) < 1e-6) {
		return strconv.FormatFloat(x, 'g', 6, 64)
	}
	if math.Abs(x) >= 1e5 {
		return strconv.FormatFloat(math.Round(x), 'f', -1, 64)
	}
	y, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 6, 64), 64)
	if y == 0 {
		y = 0 // no minus zero
	}
	return strconv.FormatFloat(y, 'f', -1, 64)
}
