"""The registers that can be read; to add one, write a module like these and name it here."""

from parser.registers import esf_export, kohesio_list

REGISTERS = (kohesio_list.REGISTER, esf_export.REGISTER)
