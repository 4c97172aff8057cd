using Posthorn.Proof.Simulation.Running;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>A call on its way to the store and back, whatever it asks.</summary>
internal interface IPendingCall
{
    StoreCall Kind { get; }

    /// <summary>What it does when it arrives, before and apart from its commit; then the commit comes later.</summary>
    Action? OnArrival { get; }

    bool IsCommitted { get; }

    bool IsAbandoned { get; }

    void Commit();

    /// <summary>It will not be committed, if it is not by now.</summary>
    void Abandon();

    /// <summary>Answers, as a step of who asked: a process that stands still hears of it when it goes on.</summary>
    void Return(Life life);

    void Fail(Life life, Exception exception);
}
