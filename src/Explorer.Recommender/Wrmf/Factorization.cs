namespace Explorer.Recommender.Wrmf;

/// <summary>What training produces: the score of item i for user u is x_u·y_i.</summary>
/// <param name="Users">X, shape [users × f].</param>
/// <param name="Items">Y, shape [items × f].</param>
public sealed record Factorization(Factors Users, Factors Items);
