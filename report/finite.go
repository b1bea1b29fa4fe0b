package report

import (
	"encoding/json"
	"errors"
	"math"
	"reflect"
)

// noNumber stands for NaN and infinity until tidy writes null; no utility,
// weight or count comes near it.
const (
	noNumber   = -math.MaxFloat64
	noNumber32 = -3.4028235e+38 // the same in a float32, as JSON has it
)

// encodeData encodes a method's data; numbers that are none become noNumber.
func encodeData(data any) (json.RawMessage, error) {
	raw, err := encode(data)
	var unsupported *json.UnsupportedValueError
	if errors.As(err, &unsupported) {
		raw, err = encode(finite(reflect.ValueOf(data)).Interface())
	}
	return raw, err
}

// finite returns a copy of a value in which every exported float that is no
// number is noNumber. What unexported fields hold is shared with the original.
func finite(v reflect.Value) reflect.Value {
	if !v.IsValid() {
		return v
	}
	c := reflect.New(v.Type()).Elem()
	c.Set(v)
	switch v.Kind() {
	case reflect.Float32, reflect.Float64:
		if x := v.Float(); math.IsNaN(x) || math.IsInf(x, 0) {
			c.SetFloat(noNumber)
			if v.Kind() == reflect.Float32 {
				c.SetFloat(-math.MaxFloat32)
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			c.Set(reflect.New(v.Type().Elem()))
			c.Elem().Set(finite(v.Elem()))
		}
	case reflect.Interface:
		if !v.IsNil() {
			c.Set(finite(v.Elem()))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if c.Field(i).CanSet() {
				c.Field(i).Set(finite(v.Field(i)))
			}
		}
	case reflect.Slice:
		if !v.IsNil() {
			c.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		}
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			c.Index(i).Set(finite(v.Index(i)))
		}
	case reflect.Map:
		if !v.IsNil() {
			c.Set(reflect.MakeMapWithSize(v.Type(), v.Len()))
			for _, k := range v.MapKeys() {
				c.SetMapIndex(k, finite(v.MapIndex(k)))
			}
		}
	}
	return c
}
