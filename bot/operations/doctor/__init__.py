"""What ``tanyapasal doctor`` looks at: one finding for each thing that the service needs."""
