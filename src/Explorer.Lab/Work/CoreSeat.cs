namespace Explorer.Lab.Work;

/// <summary>One training's part in a <see cref="CoreShare"/>. Dispose it when the training ends.</summary>
public sealed class CoreSeat : IDisposable
{
    private readonly CoreShare _cores;

    internal CoreSeat(CoreShare cores) => _cores = cores;

    /// <summary>Threads it may use now, 1 or more. Changes as others come and go: ask again before each stretch of work.</summary>
    public int Threads => _cores.ShareOf(this);

    /// <inheritdoc/>
    public void Dispose() => _cores.Leave(this);
}
