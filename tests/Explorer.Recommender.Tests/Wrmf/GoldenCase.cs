using System.Text.Json;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;
using MathNet.Numerics.LinearAlgebra;

namespace Explorer.Recommender.Tests.Wrmf;

/// <summary>One case of golden.json: a small exact factorization in double, computed by other code.</summary>
public sealed class GoldenCase
{
    private GoldenCase(JsonElement root, JsonElement golden)
    {
        var shape = root.GetProperty("shape");
        K = root.GetProperty("k").GetInt32();
        Split = new Split(
            Likes(root.GetProperty("train"), shape),
            Likes(root.GetProperty("test"), shape),
            [.. root.GetProperty("test_users").EnumerateArray().Select(user => user.GetInt32()).Order()]);
        // The file's own α is that of the fork, c = αd; ours is the post's, c = 1 + αd.
        Hyperparameters = new Hyperparameters(
            golden.GetProperty("factors").GetInt32(),
            golden.GetProperty("regularization").GetDouble(),
            golden.GetProperty("alpha_post").GetDouble());
        Start = ToMatrix(golden.GetProperty("init_items"));
        // Null is 0 / 0: an item without training likes has zero factors.
        Cosines = [.. golden.GetProperty("cosine_row0").EnumerateArray()
            .Select(value => value.ValueKind == JsonValueKind.Null ? 0 : value.GetDouble())];
        Epochs = [.. golden.GetProperty("epochs").EnumerateArray().Select(ToEpoch)];
    }

    public int K { get; }

    public Split Split { get; }

    public Hyperparameters Hyperparameters { get; }

    public Matrix<double> Start { get; }

    /// <summary>Cosine of item 0 with every item after the last epoch.</summary>
    public IReadOnlyList<double> Cosines { get; }

    public IReadOnlyList<GoldenEpoch> Epochs { get; }

    public static GoldenCase Read(int number)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.Require("golden.json")));
        return new GoldenCase(document.RootElement, document.RootElement.GetProperty("cases")[number]);
    }

    private static GoldenEpoch ToEpoch(JsonElement epoch) => new(
        epoch.GetProperty("epoch").GetInt32(),
        epoch.GetProperty("loss").GetDouble(),
        epoch.GetProperty("p_train").GetDouble(),
        epoch.GetProperty("p_test").GetDouble(),
        epoch.GetProperty("mse_train").GetDouble(),
        epoch.GetProperty("mse_test").GetDouble(),
        epoch.TryGetProperty("user_vectors", out var users) ? ToMatrix(users) : null,
        epoch.TryGetProperty("item_vectors", out var items) ? ToMatrix(items) : null);

    private static Matrix<double> ToMatrix(JsonElement rows) => Matrix<double>.Build.DenseOfRows(
        rows.EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble())));

    private static LikesMatrix Likes(JsonElement pairs, JsonElement shape)
    {
        var byUser = pairs.EnumerateArray().ToLookup(pair => pair[0].GetInt32(), pair => pair[1].GetInt32());
        var starts = new int[shape[0].GetInt32() + 1];
        var columns = new List<int>();
        for (var user = 0; user < starts.Length - 1; user++)
        {
            columns.AddRange(byUser[user].Order());
            starts[user + 1] = columns.Count;
        }

        return new LikesMatrix(shape[1].GetInt32(), starts, [.. columns]);
    }
}
