"""The supported registers; to add one, write a module like these and list it here."""

from parser.registers import esf_export, kohesio_list

REGISTERS = (kohesio_list.REGISTER, esf_export.REGISTER)
