using System.Globalization;
using Posthorn.Proof.Simulation.Tracing;

namespace Posthorn.Proof.Simulation.Reporting;

/// <summary>A trace as lines for a person. They have numbers and codes, and nothing of what an event says.</summary>
internal static class TraceText
{
    private static readonly string[] Actions = ["enables endpoint", "disables endpoint", "deletes endpoint"];

    public static string Line(Happening one)
    {
        var who = one.Who == 0 ? "world" : string.Create(CultureInfo.InvariantCulture, $"process {one.Who}");
        return string.Create(CultureInfo.InvariantCulture, $"{one.At:d\\.hh\\:mm\\:ss\\.ffff}  step {one.Step,-7} {who,-11} {Text(one)}");
    }

    private static string Text(Happening one) => one.What switch
    {
        What.Started => $"starts on machine {one.A}",
        What.Ready => "is ready",
        What.StartFailed => "could not start, for want of the store",
        What.Died => $"dies after {one.A} steps",
        What.Stopping => "is told to stop",
        What.Stopped => "has stopped by itself",
        What.Frozen => "stands still",
        What.Thawed => "goes on",
        What.FaultBegins => $"trouble: {one.Word}",
        What.Published => $"is asked to accept publish {one.A}, for the {Ordinal(one.B)} time",
        What.Acknowledged => $"says yes to publish {one.A}: event {one.B}{(one.C == 1 ? ", which it was before" : "")}",
        What.Refused => $"refuses publish {one.A}: the store is away",
        What.PublisherGaveUp => $"publish {one.A} is given up by its publisher",
        What.StoreCommitted => $"store commits {one.Word}",
        What.StoreFailed => $"{one.Word} fails; {(one.A == 1 ? "it was committed all the same" : "nothing of it was done")}",
        What.RowChanged => $"event {one.A} to endpoint {one.B}: {one.Word}, attempt {one.C}",
        What.Sent => $"begins sending {one.A}: event {one.C} to endpoint {one.B}",
        What.Arrived => $"sending {one.A} arrives at endpoint {one.B}, which answers {(one.C == 0 ? "nothing" : one.C)}",
        What.Outcome => $"sending {one.A} came to {one.Word}",
        What.Operator => $"a person {Action(one)}",
        What.TermChanged => $"its term is {one.A}",
        What.Declared => $"declares term {one.A} dead",
        _ => one.What.ToString(),
    };

    private static string Action(Happening one) => one.A switch
    {
        10 => $"sends event {one.B} to endpoint {one.C} again",
        11 => $"sends again what ended badly at endpoint {one.B}",
        _ => $"{Actions[one.A]} {one.B}",
    };

    private static string Ordinal(long number) => number switch
    {
        1 => "first",
        2 => "second",
        3 => "third",
        _ => string.Create(CultureInfo.InvariantCulture, $"{number}th"),
    };
}
