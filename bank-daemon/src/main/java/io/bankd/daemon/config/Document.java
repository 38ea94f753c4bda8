package io.bankd.daemon.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A kind of YAML file (1.2): what to say where one is none.
 *
 * @param name “configuration”
 * @param begins the key it usually begins with
 * @param example where one is to be found
 */
public record Document(String name, String begins, String example) {

  /** The file's outermost section; null, with the fault told, where it has none. */
  public @Nullable Section read(Faults faults, String text) {
    Node root;
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(name).build();
      root = new Compose(settings).composeString(text).orElse(null);
    } catch (MarkedYamlEngineException e) {
      faults.error(e.getProblemMark(), "", "is not YAML here: " + e.getProblem());
      return null;
    } catch (YamlEngineException e) {
      faults.error(Optional.empty(), "", "is not YAML: " + e.getMessage());
      return null;
    } catch (StackOverflowError e) {
      faults.error(Optional.empty(), "", "is nested too deeply for a " + name);
      return null;
    }
    if (root == null) {
      faults.error(Optional.empty(), "", "is empty; start from " + example);
      return null;
    }
    if (!(root instanceof MappingNode mapping)) {
      faults.error(root, "", "is not a mapping; it begins with “" + begins + ":”");
      return null;
    }
    return new Section(faults, "", mapping.getStartMark(), mapping);
  }
}
