using Explorer.Recommender;
using Explorer.Recommender.Explanations;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Neighbours;

namespace Explorer.Lab.Galleries;

/// <summary>
/// An open factorization together with the likes it was trained on: users, baskets, recommendations, and why. Every user is folded in
/// against the final item factors (<see cref="FoldIn"/>). Immutable; safe for any number of threads.
/// </summary>
public sealed class GalleryUsers
{
    private readonly Vocabulary _vocabulary;
    private readonly LikesMatrix _likes;
    private readonly FoldIn _foldIn;
    private readonly Lazy<SimilarityExplainer> _explainer;
    private readonly Lazy<NeighbourIndex> _neighbours;

    internal GalleryUsers(Gallery gallery, LikesMatrix likes)
    {
        Gallery = gallery;
        _likes = likes;
        var trained = gallery.Trained;
        var hyperparameters = gallery.Refit.Hyperparameters;
        _vocabulary = new Vocabulary([.. trained.UserIds]);
        _foldIn = new FoldIn(trained.Factorization.Items, hyperparameters, gallery.Refit.Training);
        _explainer = new Lazy<SimilarityExplainer>(
            () => new SimilarityExplainer(trained.Factorization, likes.Transpose(), hyperparameters, gallery.Refit.Training));
        _neighbours = new Lazy<NeighbourIndex>(() => new NeighbourIndex(_foldIn.SolveAll(likes, threads: 0, CancellationToken.None)));
    }

    /// <summary>The items.</summary>
    public Gallery Gallery { get; }

    /// <summary>How many users there are; at least one.</summary>
    public int Count => _vocabulary.Count;

    internal LikesMatrix Likes => _likes;

    internal FoldIn FoldIn => _foldIn;

    /// <summary>A user by place.</summary>
    /// <param name="user">0 … <see cref="Count"/> − 1.</param>
    public GalleryUser this[int user] => new(_vocabulary[user], _likes[user].Length);

    /// <summary>Users whose id begins with a text, or else has it; in the order of the file. Those with the most likes when empty.</summary>
    /// <param name="take">At most this many, 1 … 1,000.</param>
    /// <exception cref="ExplorerException">Take is out of range.</exception>
    public IReadOnlyList<GalleryUser> Search(string text, int take)
    {
        new NeighbourView(take).Validate();
        var wanted = text.Trim();
        var users = Enumerable.Range(0, Count);
        var found = wanted.Length == 0
            ? users.OrderByDescending(user => _likes[user].Length)
            : users.Where(user => _vocabulary[user].Contains(wanted, StringComparison.OrdinalIgnoreCase))
                .OrderBy(user => _vocabulary[user].StartsWith(wanted, StringComparison.OrdinalIgnoreCase) ? _vocabulary[user].Length : int.MaxValue);
        return [.. found.Take(take).Select(user => this[user])];
    }

    /// <summary>A user's likes beside their recommendations and the users nearest to them.</summary>
    /// <param name="take">Recommendations and neighbours, at most this many each, 1 … 1,000.</param>
    /// <exception cref="ExplorerException">There is no such user (<see cref="Refusal.Missing"/>), or take is out of range.</exception>
    public GalleryUserPicture Picture(string userId, int take, CancellationToken cancellationToken)
    {
        new NeighbourView(take).Validate();
        var user = IndexOf(userId);
        var solved = Solve(user);
        var items = Gallery.Trained.Factorization.Items;
        return new GalleryUserPicture(
            this[user],
            [.. _likes[user].ToArray().Select(item => new GalleryScore(Gallery.Items[item], solved.Score(items[item]))).OrderByDescending(like => like.Score)],
            Shown(_foldIn.Recommend(solved, take)),
            [.. _neighbours.Value.Nearest(user, take, cancellationToken).Select(near => new GalleryUserNeighbour(this[near.Item], near.Similarity, Shared(user, near.Item)))]);
    }

    /// <summary>The best items a user has not liked, best first; none when the user likes every item.</summary>
    /// <param name="take">At most this many, 1 … 1,000.</param>
    /// <exception cref="ExplorerException">There is no such user (<see cref="Refusal.Missing"/>), or take is out of range.</exception>
    public IReadOnlyList<GalleryScore> Recommendations(string userId, int take)
    {
        new NeighbourView(take).Validate();
        return Shown(_foldIn.Recommend(Solve(IndexOf(userId)), take));
    }

    /// <summary>Recommendations and similar items for a few liked items.</summary>
    /// <param name="itemIds">Any number; repeated ones count once.</param>
    /// <param name="take">At most this many each, 1 … 1,000.</param>
    /// <exception cref="ExplorerException">Take is out of range.</exception>
    public GalleryBasket Basket(IEnumerable<string> itemIds, int take)
    {
        new NeighbourView(take).Validate();
        var (known, unknown) = Sort(itemIds);
        return new GalleryBasket(
            [.. known.Select(item => Gallery.Items[item])],
            known.Length == 0 ? [] : Shown(_foldIn.Recommend(_foldIn.Solve(known), take)),
            Shown(_foldIn.NearestTo(known, take)),
            unknown);
    }

    /// <summary>Which of a user's likes make a score.</summary>
    /// <exception cref="ExplorerException">There is no such user or item (<see cref="Refusal.Missing"/>).</exception>
    public WhyRecommended WhyRecommended(string userId, string itemId) => Explain(Solve(IndexOf(userId)), itemId);

    /// <summary>Which items of a basket make a score; unknown ones are left out.</summary>
    /// <exception cref="ExplorerException">There is no such item (<see cref="Refusal.Missing"/>).</exception>
    public WhyRecommended WhyRecommended(IEnumerable<string> basket, string itemId) => Explain(_foldIn.Solve(Sort(basket).Known), itemId);

    /// <summary>Which users make two items similar.</summary>
    /// <param name="take">Users to name, at most this many of each kind, 1 … 1,000.</param>
    /// <exception cref="ExplorerException">There is no such item (<see cref="Refusal.Missing"/>), or take is out of range.</exception>
    public WhySimilar WhySimilar(string firstId, string secondId, int take)
    {
        new NeighbourView(take).Validate();
        var (first, second) = (Gallery.IndexOf(firstId), Gallery.IndexOf(secondId));
        var explanation = _explainer.Value.Explain(first, second);
        return new WhySimilar(
            Gallery.Items[first],
            Gallery.Items[second],
            explanation.Similarity,
            explanation.LikersOfBoth.Sum(part => part.Value),
            explanation.LikersOfFirst.Sum(part => part.Value),
            explanation.Remainder,
            explanation.LikersOfBoth.Count,
            explanation.LikersOfFirst.Count,
            explanation.LikersOfSecond,
            [
                .. explanation.LikersOfBoth.Take(take).Select(part => new WhySimilarPart(this[part.Index], LikesBoth: true, part.Value)),
                .. explanation.LikersOfFirst.Take(take).Select(part => new WhySimilarPart(this[part.Index], LikesBoth: false, part.Value)),
            ]);
    }

    private WhyRecommended Explain(RowSolution solved, string itemId)
    {
        var item = Gallery.IndexOf(itemId);
        var direction = Gallery.Trained.Factorization.Items[item];
        var liked = solved.Liked.ToArray();
        var parts = solved.Contributions(direction).Zip(liked, (part, like) => new GalleryScore(Gallery.Items[like], part));
        return new WhyRecommended(Gallery.Items[item], solved.Score(direction), [.. parts.OrderByDescending(part => part.Score)]);
    }

    private RowSolution Solve(int user) => _foldIn.Solve(_likes[user], _likes.WeightsOf(user));

    private int Shared(int user, int other)
    {
        var likes = _likes[other];
        var shared = 0;
        foreach (var item in _likes[user])
        {
            shared += likes.BinarySearch(item) >= 0 ? 1 : 0;
        }

        return shared;
    }

    private (int[] Known, string[] Unknown) Sort(IEnumerable<string> itemIds)
    {
        var (known, unknown) = (new List<int>(), new List<string>());
        foreach (var itemId in itemIds.Distinct(StringComparer.Ordinal))
        {
            if (Gallery.TryFind(itemId, out var item))
            {
                known.Add(item);
            }
            else
            {
                unknown.Add(itemId);
            }
        }

        return ([.. known], [.. unknown]);
    }

    private GalleryScore[] Shown(IReadOnlyList<ScoredItem> scored) => [.. scored.Select(one => new GalleryScore(Gallery.Items[one.Item], one.Score))];

    private int IndexOf(string userId) => _vocabulary.TryGetIndex(userId, out var user)
        ? user
        : throw new ExplorerException(
            $"Factorization {Gallery.Refit.Id} has no user “{userId}”. They may have fallen below the thresholds; search for another one.", Refusal.Missing);
}
