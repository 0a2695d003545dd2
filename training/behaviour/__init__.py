"""Behavioural tests after CheckList (Ribeiro et al., ACL 2020): what a model must be able to do, ignore, and follow.

Texts are filled templates that were written for these tests alone and stand in no training data.
"""
