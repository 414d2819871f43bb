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

    /// <summary>Share of a user's likes to hold out; empty holds out k.</summary>
    public const string Share = "share";

    /// <summary>“true” holds out the latest likes; empty random ones.</summary>
    public const string Latest = "latest";

    /// <summary>Id of the dataset to test with; empty holds likes out.</summary>
    public const string TestDataset = "testDataset";

    /// <summary>The k to measure at; empty for k alone.</summary>
    public const string Ks = "ks";

    /// <summary>Values of the items' λ; empty for the users'.</summary>
    public const string ItemRegularization = "itemRegularization";

    /// <summary>“linear” or “logarithmic”.</summary>
    public const string Confidence = "confidence";

    public const string Epsilon = "epsilon";
    public const string FrequencyExponent = "frequencyExponent";
    public const string FrequencyOffset = "frequencyOffset";
    public const string StartScale = "startScale";
    public const string Tolerance = "tolerance";

    /// <summary>Fields that hold one number; in an address, text that is none is dropped. Lists are kept as they were typed.</summary>
    public static bool IsNumber(string field) =>
        field is MinLikesPerUser or MinLikesPerItem or K or Fraction or Seed or Epsilon or FrequencyExponent or FrequencyOffset or StartScale or Tolerance;

    /// <summary>Fields few people change; an address names them only where they differ from the usual.</summary>
    public static bool IsRare(string field) =>
        field is Share or Latest or TestDataset or Ks or ItemRegularization or Confidence or Epsilon or FrequencyExponent or FrequencyOffset
            or StartScale or Tolerance;
}
