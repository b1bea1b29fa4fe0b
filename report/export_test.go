package report

// What tests look into.
var (
	Show     = show
	Cells    = cells
	Wrap     = wrap
	Tidy     = tidy
	IsHidden = isHidden
	Grouped  = grouped
	Clip     = clip
	Eighths  = eighths
)
