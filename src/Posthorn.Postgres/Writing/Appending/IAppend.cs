using Posthorn.Delivery.Intake;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Appending;

/// <summary>A change that puts events into the log.</summary>
internal interface IAppend : IWriteCommand
{
    int Count { get; }

    EventToStore this[int place] { get; }

    /// <summary>What became of one of them.</summary>
    void Answer(int place, Appended appended);
}
