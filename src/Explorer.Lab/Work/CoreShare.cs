using Microsoft.Extensions.Options;

namespace Explorer.Lab.Work;

/// <summary>Shares out the processors evenly among the trainings that run, trials and refits alike.</summary>
public sealed class CoreShare(IOptions<ComputeOptions> options)
{
    private readonly Lock _gate = new();
    private readonly List<CoreSeat> _seats = [];

    /// <summary>Threads of all trainings together, 1 or more.</summary>
    public int Cores { get; } = options.Value.Threads == 0 ? Environment.ProcessorCount : options.Value.Threads;

    /// <summary>Takes part until the seat is disposed.</summary>
    public CoreSeat Join()
    {
        var seat = new CoreSeat(this);
        lock (_gate)
        {
            _seats.Add(seat);
        }

        return seat;
    }

    /// <summary>Cores divided by seats; those that joined first get what is left over; nobody gets less than one.</summary>
    internal int ShareOf(CoreSeat seat)
    {
        lock (_gate)
        {
            var (share, rest) = Math.DivRem(Cores, _seats.Count);
            return Math.Max(1, share + (_seats.IndexOf(seat) < rest ? 1 : 0));
        }
    }

    internal void Leave(CoreSeat seat)
    {
        lock (_gate)
        {
            _seats.Remove(seat);
        }
    }
}
