namespace Posthorn.Proof.Killing.Faulting;

/// <summary>What is done to the processes.</summary>
internal enum FaultKind
{
    /// <summary>SIGKILL of a node, which is started again at once.</summary>
    NodeKilled,

    /// <summary>SIGKILL of a node, which stays away for longer than the others need to take over. Nothing else is done meanwhile.</summary>
    NodeLeftDead,

    /// <summary>SIGKILL of PostgreSQL's first process, started again at once.</summary>
    PostgresKilled,

    /// <summary>SIGKILL of PostgreSQL and of a node in the same moment.</summary>
    NodeAndPostgresKilled,

    /// <summary>SIGKILL of PostgreSQL and of every node in the same moment.</summary>
    AllKilled,

    /// <summary>SIGTERM to a node, which ends in order and is started again.</summary>
    NodeTerminated,

    /// <summary>SIGSTOP to a node for a few seconds: a long pause of its own.</summary>
    NodePaused,

    /// <summary>SIGSTOP to a node for longer than its lease: when it goes on, others do its work.</summary>
    NodeOutlived,
}
