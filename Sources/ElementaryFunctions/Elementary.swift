/// Elementary functions from IEEE 754 basic operations only, the same bits on every machine.
public enum Elementary {}
