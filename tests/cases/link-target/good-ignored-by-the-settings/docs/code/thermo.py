print(21.5)
