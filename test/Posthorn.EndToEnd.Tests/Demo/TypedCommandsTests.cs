using Posthorn.Cli;
using Posthorn.EndToEnd.Tests.HouseRules;
using Posthorn.EndToEnd.Tests.HouseRules.Documents;

namespace Posthorn.EndToEnd.Tests.Demo;

public sealed class TypedCommandsTests
{
    [Fact]
    public void Every_command_that_a_document_tells_to_type_is_one_that_the_program_takes()
        => CommandLines.Commands(Repository.Markdown, CommandTree.WhyNot).ShouldBeNone();
}
