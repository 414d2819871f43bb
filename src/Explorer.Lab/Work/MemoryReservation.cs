namespace Explorer.Lab.Work;

/// <summary>A part of a <see cref="MemoryBudget"/>, until it is disposed or, while lent, dropped.</summary>
public sealed class MemoryReservation : IDisposable
{
    private readonly MemoryBudget _budget;
    private readonly long _bytes;
    private Action _onDropped = static () => { };
    private int _isReleased;

    internal MemoryReservation(MemoryBudget budget, long bytes)
    {
        _budget = budget;
        _bytes = bytes;
    }

    /// <summary>From now on others may have the room.</summary>
    /// <param name="onDropped">Lets go of what fills it; called when somebody needs the room, from their thread.</param>
    public void Lend(Action onDropped)
    {
        _onDropped = onDropped;
        _budget.Lend(this);
    }

    /// <summary>Ends the lending.</summary>
    /// <returns>Whether the room is still held; when not, what filled it is or will be dropped.</returns>
    public bool TryTakeBack() => _budget.TryTakeBack(this);

    /// <summary>Gives the room back; a second time does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) == 0)
        {
            _budget.Release(_bytes);
        }
    }

    internal void Drop()
    {
        _onDropped();
        Dispose();
    }
}
