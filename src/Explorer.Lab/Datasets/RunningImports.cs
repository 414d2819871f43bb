using System.Collections.Concurrent;
using Explorer.Recommender.Likes;

namespace Explorer.Lab.Datasets;

/// <summary>How far the imports have come that somebody watches.</summary>
/// <param name="bell">Rings <see cref="Topics.Import"/> as they go.</param>
public sealed class RunningImports(Bell bell)
{
    private readonly ConcurrentDictionary<Guid, LikesFileProgress> _seen = [];

    /// <summary>Begins to report an import; dispose the answer when it has ended.</summary>
    /// <param name="id">Made up by whoever watches.</param>
    public Report Begin(Guid id)
    {
        _seen[id] = new LikesFileProgress(0, 0);
        return new Report(this, id);
    }

    /// <summary>How far an import has come; null when it has not begun or has ended.</summary>
    public LikesFileProgress? Find(Guid id) => _seen.GetValueOrDefault(id);

    /// <summary>Takes what one import reports.</summary>
    public sealed class Report : IProgress<LikesFileProgress>, IDisposable
    {
        private readonly RunningImports _imports;
        private readonly Guid _id;

        internal Report(RunningImports imports, Guid id) => (_imports, _id) = (imports, id);

        /// <inheritdoc/>
        void IProgress<LikesFileProgress>.Report(LikesFileProgress value)
        {
            _imports._seen[_id] = value;
            _imports.Ring(_id);
        }

        /// <summary>The import has ended.</summary>
        public void Dispose()
        {
            _imports._seen.TryRemove(_id, out _);
            _imports.Ring(_id);
        }
    }

    private void Ring(Guid id) => bell.Ring(Topics.Import(id));
}
