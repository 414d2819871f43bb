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

    /// <summary>One of <see cref="Samplers"/>.</summary>
    public const string Sampler = "sampler";

    public const string Trials = "trials";
    public const string Generation = "generation";
    public const string Repeats = "repeats";

    /// <summary>Evaluations without a new best value; empty for no end of them.</summary>
    public const string Patience = "patience";

    /// <summary>One of <see cref="Pruners"/>.</summary>
    public const string Pruner = "pruner";

    public const string WarmUpTrials = "warmUpTrials";
    public const string WarmUpEvaluations = "warmUpEvaluations";
    public const string Eta = "eta";
    public const string Cuts = "cuts";

    public const string GridSampler = "grid";
    public const string RandomSampler = "random";
    public const string ModelSampler = "model";
    public const string NoPruner = "none";
    public const string MedianPruner = "median";
    public const string HalvingPruner = "halving";

    /// <summary>What <see cref="Sampler"/> can be.</summary>
    public static IReadOnlyList<string> Samplers { get; } = [GridSampler, RandomSampler, ModelSampler];

    /// <summary>What <see cref="Pruner"/> can be.</summary>
    public static IReadOnlyList<string> Pruners { get; } = [NoPruner, MedianPruner, HalvingPruner];

    /// <summary>Fields that hold one number; in an address, text that is none is dropped. Lists are kept as they were typed.</summary>
    public static bool IsNumber(string field) =>
        field is MinLikesPerUser or MinLikesPerItem or K or Fraction or Seed or Epsilon or FrequencyExponent or FrequencyOffset or StartScale or Tolerance
            or Trials or Generation or Repeats or WarmUpTrials or WarmUpEvaluations or Eta or Cuts;

    /// <summary>Fields few people change; an address names them only where they differ from the usual.</summary>
    public static bool IsRare(string field) =>
        field is Share or Latest or TestDataset or Ks or ItemRegularization or Confidence or Epsilon or FrequencyExponent or FrequencyOffset
            or StartScale or Tolerance || IsSearch(field);

    /// <summary>Fields that say what is tried, how often, and when it is given up.</summary>
    public static bool IsSearch(string field) =>
        field is Sampler or Trials or Generation or Repeats or Patience or Pruner or WarmUpTrials or WarmUpEvaluations or Eta or Cuts;
}
