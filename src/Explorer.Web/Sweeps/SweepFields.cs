namespace Explorer.Web.Sweeps;

/// <summary>The fields of a sweep being set up, by the name they have in the address and in the API.</summary>
public static class SweepFields
{
    public const string MinLikesPerUser = "minLikesPerUser";
    public const string MinLikesPerItem = "minLikesPerItem";
    public const string K = "k";
    public const string Fraction = "fraction";
    public const string Seed = "seed";
    public const string Factors = "factors";
    public const string Regularization = "regularization";
    public const string Alpha = "alpha";
    public const string Epochs = "epochs";

    /// <summary>Fields that hold one number; in an address, text that is none is dropped. Lists are kept as they were typed.</summary>
    public static bool IsNumber(string field) => field is MinLikesPerUser or MinLikesPerItem or K or Fraction or Seed;
}
