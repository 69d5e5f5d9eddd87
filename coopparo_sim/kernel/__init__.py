"""Tools that know nothing of cooperatives: chance, sparse ties, parameters, errors."""
